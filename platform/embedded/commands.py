WITHOUT_SERVICES = {"help", "version", "makemessages", "compilemessages", "collectstatic"}
HELP_OPTIONS = {"-h", "--help", "--version"}


def needs_services(argv: list[str]) -> bool:
    """Whether the management command in argv (a whole sys.argv, program name first) needs a database and a broker."""
    if len(argv) < 2 or argv[1] in WITHOUT_SERVICES:
        return False
    return HELP_OPTIONS.isdisjoint(argv[1:])
