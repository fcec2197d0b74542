"""One question of each kind, as JSON without keys."""

OPTIONS = [{"text": "A litre"}, {"text": "A kilogram", "right": True}, {"text": "A metre", "feedback": "That is long."}]
RUBRIC = {
    "title": "A report",
    "levels": ["Beginning", "Growing", "Secure", "Teaches others"],
    "criteria": [
        {"title": "Measures with care", "descriptions": ["Guesses", "", "", "Says how sure it is"]},
        {"title": "Tells it clearly"},
    ],
}
WRITTEN = {
    "choice": {"prompt": "What is *mass* measured in?", "options": OPTIONS, "feedback_wrong": "Think of a scale."},
    "multiple": {
        "prompt": "Which of these float?",
        "options": [{"text": "Cork", "right": True}, {"text": "Ice", "right": True}, {"text": "Stone"}],
        "points": 2,
    },
    "text": {"prompt": "What does water become when it boils?", "accepted": ["steam", "water vapour"]},
    "number": {"prompt": "How long is the jetty?", "value": "3.5", "tolerance": "0.1", "unit": "m"},
    "order": {"prompt": "From small to large", "items": ["millimetre", "centimetre", "metre", "kilometre"]},
    "match": {
        "prompt": "What is measured with what?",
        "pairs": [{"left": "Length", "right": "Tape"}, {"left": "Mass", "right": "Scale"}],
        "others": ["Clock"],
    },
    "cloze": {"prompt": "Fill the gaps.", "text": "Water boils at {{100|a hundred}} degrees and {{freezes}} at 0."},
    "essay": {"prompt": "Why does the tide come in?", "points": 6, "rubric": RUBRIC},
    "project": {"prompt": "Build a rain gauge.", "points": 10},
}


def written(kind, **more):
    return {"type": kind, **WRITTEN[kind], **more}
