from curriculum.interchange.commands import ImportCommand


class Command(ImportCommand):
    help = "Take in a curriculum of Oak National Academy: the files of its curriculum ontology in Turtle."
    kind = "oak"
