"""The import: what it makes of good files, and that bad ones are named row by row and change nothing."""

import gzip
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Person
from communities.models import Community, Membership
from learners.models import Enrolment, Offering, OfferingCard
from learners.progress.models import Mark
from tenancy.scope import as_person, in_community

pytestmark = pytest.mark.django_db

FILES = {
    "course": [
        "code_module,code_presentation,module_presentation_length",
        "AAA,2013J,268",
        "BBB,2014B,240",
    ],
    "assessment": [
        "code_module,code_presentation,id_assessment,assessment_type,date,weight",
        "AAA,2013J,1752,TMA,19,10.0",
        "AAA,2013J,1757,Exam,,100.0",
        "BBB,2014B,14984,CMA,25,5.0",
    ],
    "student_registration": [
        "code_module,code_presentation,id_student,date_registration,date_unregistration",
        "AAA,2013J,11391,-159,",
        "AAA,2013J,30268,-92,12",
        "BBB,2014B,11391,-20,",
    ],
    "student": [
        "code_module,code_presentation,id_student,gender,region,highest_education,imd_band,age_band,num_of_prev_attempts,studied_credits,disability,final_result",
        "AAA,2013J,11391,M,East Anglian Region,HE Qualification,90-100%,55<=,0,240,False,Pass",
        "AAA,2013J,30268,F,Scotland,A Level or Equivalent,,35-55,0,60,True,Withdrawn",
        "BBB,2014B,11391,M,Scotland,HE Qualification,90-100%,35-55,0,240,False,Distinction",
    ],
    "student_assessment": [
        "id_assessment,id_student,date_submitted,is_banked,score",
        "1752,11391,18,False,78",
        "1752,30268,22,True,",
        "14984,11391,30,False,39.5",
    ],
}


@pytest.fixture
def folder(tmp_path):
    def make(**changed):
        for name, lines in (FILES | changed).items():
            (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path

    return make


def load(folder, capsys, *words):
    call_command("load_oulad", folder, *words)
    return capsys.readouterr()


def refused(folder, capsys):
    before = Community.objects.count(), Person.objects.count()
    with pytest.raises(CommandError) as refusal:
        call_command("load_oulad", folder)
    assert (Community.objects.count(), Person.objects.count()) == before
    return capsys.readouterr().err.splitlines(), str(refusal.value)


def test_what_good_files_become(folder, capsys):
    told = load(folder(), capsys).out
    assert told.startswith("2 learners, 3 enrolments, 3 marks")
    assert set(Community.objects.values_list("slug", flat=True)) == {
        "network",
        "aaa",
        "bbb",
        "east-anglian-region",
        "scotland",
    }
    aaa, east = (Community.objects.get(slug=slug) for slug in ("aaa", "east-anglian-region"))
    with in_community(aaa.pk):
        offering = Offering.objects.get()
        assert (offering.starts_on, offering.ends_on, offering.enrolled, offering.state) == (
            date(2013, 10, 1),
            date(2014, 6, 26),
            1,
            "ended",
        )
        assert Counter(Enrolment.objects.values_list("outcome", "state")) == {
            ("Pass", "completed"): 1,
            ("Withdrawn", "withdrawn"): 1,
        }
        passed, left = Enrolment.objects.order_by("outcome")
        assert passed.attributes == {"gender": "M", "imd_band": "90-100%", "age_band": "55<=", "disability": "False"}
        assert (passed.home, passed.card, passed.enrolled_on) == (
            east,
            OfferingCard.objects.get(pk=offering.pk),
            date(2013, 4, 25),
        )
        assert (left.attributes["imd_band"], left.ended_on) == ("", date(2013, 10, 13))
        marked, unmarked = Mark.objects.order_by("submitted_on")
        assert (marked.score, marked.level, marked.submitted_on, marked.banked) == (
            Decimal("78.00"),
            3,
            date(2013, 10, 19),
            False,
        )
        assert (unmarked.score, unmarked.level, unmarked.marked_at, unmarked.banked) == (None, None, None, True)
        assert unmarked.is_marked is False
        assert marked.activity_key in offering.version.nodes.values_list("key", flat=True)
    with as_person(Person.objects.get(username="ou11391").pk):
        assert {m.community for m in Membership.objects.all()} == {east}
        assert {(e.outcome, e.attributes["age_band"], e.home) for e in Enrolment.objects.all()} == {
            ("Pass", "55<=", east),
            ("Distinction", "35-55", east),
        }
        assert {m.level for m in Mark.objects.all()} == {3, 1}


def test_packed_files_are_read(folder, capsys):
    for path in folder().glob("*.csv"):
        with gzip.open(f"{path}.gz", "wb") as packed:
            packed.write(path.read_bytes())
        path.unlink()
    assert "3 enrolments" in load(path.parent, capsys).out


def test_a_second_time_is_refused(folder, capsys):
    load(folder(), capsys)
    errors, refusal = refused(folder(), capsys)
    assert (errors, refusal) == ([], "This network is loaded already: there is a community aaa.")


def with_line(name, line):
    return {name: [*FILES[name], line]}


@pytest.mark.parametrize(("changed", "expected"), [
    (with_line("course", "CCC,2013X,200"), "course.csv, line 4, code_presentation: “2013X” is no presentation such as 2013J"),
    (with_line("course", "AAA,2013J,200"), "course.csv, line 4, code_presentation: this presentation is there twice"),
    (with_line("course", "CCC,2013J,soon"), "course.csv, line 4, module_presentation_length: “soon” is no whole number"),
    (with_line("assessment", "ZZZ,2013J,9,TMA,1,1"), "assessment.csv, line 5, code_presentation: there is no presentation 2013J of ZZZ"),
    (with_line("assessment", "AAA,2013J,1752,TMA,1,1"), "assessment.csv, line 5, id_assessment: this assessment is there twice"),
    (with_line("student_registration", "AAA,2013J,7,2013-10-01,"), "student_registration.csv, line 5, date_registration: “2013-10-01” is no whole number"),
    (with_line("student_registration", "AAA,2013J,7,99999,"), "student_registration.csv, line 5, date_registration: “99999” is no day of a presentation"),
    (with_line("student", "AAA,2013J,7,M,Wales,x,,0-35,0,60,False,Pass"), "student.csv, line 5, id_student: student 7 is not registered for this presentation"),
    (with_line("student", "AAA,2013J,11391,M,Wales,x,,0-35,0,60,False,Pass"), "student.csv, line 5, id_student: student 11391 is there twice for this presentation"),
    (with_line("student", "AAA,2013J,11391,M"), "student.csv, line 5, whole row: has 4 values, the header names 12"),
    (with_line("student_assessment", "1,11391,1,False,50"), "student_assessment.csv, line 5, id_assessment: there is no assessment 1"),
    (with_line("student_assessment", "14984,30268,1,False,50"), "student_assessment.csv, line 5, id_student: student 30268 is not in the presentation of assessment 14984"),
    (with_line("student_assessment", "1752,11391,1,False,50"), "student_assessment.csv, line 5, id_assessment: student 11391 is there twice for assessment 1752"),
    (with_line("student_assessment", "1757,11391,1,False,101"), "student_assessment.csv, line 5, score: “101” is not between 0 and 100"),
    (with_line("student_assessment", "1757,11391,1,False,NaN"), "student_assessment.csv, line 5, score: “NaN” is not between 0 and 100"),
    (with_line("student_assessment", "1757,11391,1,perhaps,50"), "student_assessment.csv, line 5, is_banked: “perhaps” is neither True nor False"),
])  # fmt: skip
def test_a_bad_row_is_named_and_changes_nothing(folder, capsys, changed, expected):
    errors, refusal = refused(folder(**changed), capsys)
    assert errors == [expected]
    assert refusal == "1 rows cannot be used; nothing was changed. Leave them out with --skip-bad-rows."
    told = load(folder(**changed), capsys, "--skip-bad-rows")
    assert told.err.splitlines() == [expected]
    assert "3 enrolments, 3 marks" in told.out
    assert "1 bad rows left out" in told.out


def test_every_bad_row_of_every_file_is_named(folder, capsys):
    errors, refusal = refused(
        folder(**with_line("course", "C,x,1"), **with_line("student_assessment", "1,1,1,1,1")), capsys
    )
    assert [error.partition(":")[0] for error in errors] == [
        "course.csv, line 4, code_presentation",
        "student_assessment.csv, line 5, id_assessment",
    ]
    assert refusal.startswith("2 rows cannot be used")


def test_a_row_that_hangs_on_a_bad_one_is_bad_too(folder, capsys):
    broken = [*FILES["student"][:3], FILES["student"][3].replace("Distinction", "Unknown")]
    errors, _ = refused(folder(student=broken), capsys)
    assert errors == [
        "student.csv, line 4, final_result: “Unknown” is no result",
        "student_assessment.csv, line 4, id_student: student 11391 is not in the presentation of assessment 14984",
    ]


def test_wrong_columns_are_named_and_cannot_be_skipped(folder, capsys):
    lines = ["code_module,presentation,days", *FILES["course"][1:]]
    errors, _ = refused(folder(course=lines), capsys)
    assert errors[:2] == [
        "course.csv, line 1, code_presentation: the column is missing",
        "course.csv, line 1, module_presentation_length: the column is missing",
    ]
    with pytest.raises(CommandError):
        call_command("load_oulad", folder(course=lines), "--skip-bad-rows")
    assert Community.objects.count() == 0


def test_a_missing_and_a_broken_file_are_named(folder, capsys):
    where = folder()
    (where / "student.csv").unlink()
    (where / "course.csv").unlink()
    (where / "course.csv.gz").write_bytes(b"no archive")
    errors, _ = refused(where, capsys)
    assert "student.csv, line 1, whole row: the file is missing" in errors
    assert any(error.startswith("course.csv.gz, line 1, whole row: cannot be read:") for error in errors)


def test_a_wrong_encoding_is_named_by_line(folder, capsys):
    where = folder()
    with (where / "student.csv").open("ab") as file:
        file.write("AAA,2013J,7,M,Pa\xeds,x,,0-35,0,60,False,Pass\n".encode("latin-1"))
    errors, _ = refused(where, capsys)
    assert errors == ["student.csv, line 5, whole row: is not UTF-8"]
