"""How the network's report is made, in words; each report carries them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

METHOD = (
    (
        _("Counts"),
        _(
            "Enrolments by how they ended, in the communities that share their figures, as each recorded them by the"
            " end of the period. A learner with two enrolments counts twice; groups are as recorded at enrolment, and a"
            " blank is a group of its own."
        ),
    ),
    (
        _("Crosses the wall"),
        _("One sum for each community, group and outcome. Learners’ rows stay in their community."),
    ),
    (
        _("Not shown"),
        _(
            "Figures that count fewer than ten learners, nought included, and with each of them three others, at least"
            " ten each, that would give it away by subtraction. Groups and communities of fewer than ten learners, and"
            " communities that strangers may not see, are shown together only. Outcomes that fewer than ten learners of"
            " the whole network had are left out, also from the sums. Where single outcomes would leave no share of"
            " passes to show, a table says only who passed (also with distinction) and who did not."
        ),
    ),
    (
        _("Between reports"),
        _(
            "A figure that would differ from its last published value by one to nine is not renewed: the former one"
            " stays, with its date, and so do three others that would give the difference away. What was hidden is"
            " shown only once it has changed by ten or more; a table of which nothing has changed stays as it was."
            " While a sum over the whole network differs so little, nothing is renewed; while the figures of a single"
            " community alone have changed, no table by group is."
        ),
    ),
    (
        _("Figures under a community’s name"),
        _(
            "A community may let figures of its own be read, each by its decision: those of ten or more, with ten or"
            " more of what is not of them, and since they were last published unchanged or changed by ten or more;"
            " else the former ones stay, with their date. What has a sum in common with the tables is not among them."
            " Those that say that there are so many learners leave only while the table by community has their number."
            " Offerings, curricula and decisions are counted from the first."
        ),
    ),
    (
        _("Rounding and top-coding"),
        _(
            "Counts are exact or hidden, never rounded, so that sums agree. Shares, their ranges and differences are of"
            " shown counts alone, in whole per cent: anyone can compute them from the tables. Where those who passed,"
            " or those who did not, are too few to show, there is no share: 0 % and 100 % are rounded and never nobody"
            " or all. A wait for a mark counts as 180 days at most. Groups are as wide as they were recorded."
        ),
    ),
    (
        _("What stays hidden"),
        _(
            "From all the figures of a report nobody can rule out any number from 0 to 9 for a hidden figure under ten,"
            " or tell another hidden one to within ten. Nor from several reports, unless they know by other ways how"
            " figures moved between them."
        ),
    ),
)


def method() -> list[list[str]]:
    """As a report carries it; its words are also what their translation is found by."""
    with override("en"):
        return [[str(term), str(words)] for term, words in METHOD]
