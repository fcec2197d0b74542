from curriculum.interchange.commands import ImportCommand


class Command(ImportCommand):
    help = "Take in a framework of competencies: CASE 1.0 as JSON, or the CSV that OpenSALT writes."
    kind = "case"
