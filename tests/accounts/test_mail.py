from django.core.mail import EmailMessage, EmailMultiAlternatives


def test_a_letter_is_one_file_to_read_with_its_attachments_beside_it(settings, tmp_path):
    settings.EMAIL_BACKEND = "accounts.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    letter = EmailMultiAlternatives(
        "Grüße, ¿qué tal?", "Línea una\nالسلام", "a@x.example", ["b@x.example"], cc=["c@x.example"]
    )
    letter.attach_alternative("<p>no</p>", "text/html")
    letter.attach("../table.csv", "a;b\n", "text/csv")
    letter.send()
    EmailMessage("Second", "two", "a@x.example", ["b@x.example"]).send()
    written = sorted(file.name for file in (tmp_path / "mail").iterdir())
    texts = [name for name in written if name.endswith(".txt")]
    [table] = [name for name in written if name.endswith(".csv")]
    assert (len(written), len(texts)) == (3, 2)
    [read] = [text for name in texts if "Línea" in (text := (tmp_path / "mail" / name).read_text(encoding="utf-8"))]
    lines = read.splitlines()
    assert lines[:3] == ["From: a@x.example", "To: b@x.example, c@x.example", "Subject: Grüße, ¿qué tal?"]
    assert lines[4:] == [f"Attached: {table} (4 bytes)", "", "Línea una", "السلام"]
    assert (tmp_path / "mail" / table).read_text() == "a;b\n"
