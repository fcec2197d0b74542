"""What the files say, checked against one another."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from demo.oulad.reading import Source, Unusable, after, day, first_day, one_of, per_cent, whole, yes_or_no

OUTCOMES = ("Pass", "Withdrawn", "Fail", "Distinction")
ATTRIBUTES = ("gender", "imd_band", "age_band", "disability")
Course = tuple[str, str]  # module, presentation


class Presentation(NamedTuple):
    starts_on: date
    ends_on: date


class Assessment(NamedTuple):
    id: int
    course: Course
    type: str
    due: int | None  # days after the start
    weight: str


class Registration(NamedTuple):
    student: int
    course: Course
    region: str
    outcome: str
    attributes: dict[str, str]
    registered: int | None
    left: int | None


class Submission(NamedTuple):
    assessment: int
    enrolment: int  # its place in `registrations`
    submitted: int | None
    banked: bool
    score: Decimal | None


@dataclass
class Contents:
    """All but the submissions, which are too many to hold and are read one by one after the rest."""

    source: Source
    presentations: dict[Course, Presentation] = field(default_factory=dict)
    assessments: dict[int, Assessment] = field(default_factory=dict)
    registrations: list[Registration] = field(default_factory=list)
    places: dict[tuple[Course, int], int] = field(default_factory=dict)  # of each registration

    def read(self) -> None:
        for _ in self.source.rows(
            "course", ["code_module", "code_presentation", "module_presentation_length"], self._course
        ):
            pass
        columns = ["id_assessment", "code_module", "code_presentation", "assessment_type", "date", "weight"]
        for _ in self.source.rows("assessment", columns, self._assessment):
            pass
        days: dict[tuple[Course, int], tuple[int | None, int | None]] = {}
        columns = ["code_module", "code_presentation", "id_student", "date_registration", "date_unregistration"]
        for key, registered, left in self.source.rows("student_registration", columns, self._days):
            days[key] = registered, left
        columns = ["code_module", "code_presentation", "id_student", "region", "final_result", *ATTRIBUTES]
        for _ in self.source.rows("student", columns, lambda row: self._student(row, days)):
            pass

    def submissions(self) -> Iterator[Submission]:
        seen: set[int] = set()
        columns = ["id_assessment", "id_student", "date_submitted", "is_banked", "score"]
        return self.source.rows("student_assessment", columns, lambda row: self._submission(row, seen))

    def homes(self) -> dict[int, int]:
        """For each student the place of the first registration, whose region is home."""
        first: dict[int, int] = {}
        for place, one in enumerate(self.registrations):
            if one.student not in first or self._begun(one) < self._begun(self.registrations[first[one.student]]):
                first[one.student] = place
        return first

    def _begun(self, one: Registration) -> date:
        return after(self.presentations[one.course].starts_on, one.registered)

    def _course(self, row: list[str]) -> None:
        module, presentation, length = row
        if not module:
            raise Unusable("code_module", "is blank")
        starts_on = first_day("code_presentation", presentation)
        if (module, presentation) in self.presentations:
            raise Unusable("code_presentation", "this presentation is there twice")
        days = day("module_presentation_length", length)
        self.presentations[module, presentation] = Presentation(starts_on, after(starts_on, days))

    def _assessment(self, row: list[str]) -> None:
        number = whole("id_assessment", row[0])
        if number in self.assessments:
            raise Unusable("id_assessment", "this assessment is there twice")
        self.assessments[number] = Assessment(number, self._known(row[1], row[2]), row[3], day("date", row[4]), row[5])

    def _known(self, module: str, presentation: str) -> Course:
        if (module, presentation) not in self.presentations:
            raise Unusable("code_presentation", f"there is no presentation {presentation} of {module}")
        return module, presentation

    def _days(self, row: list[str]) -> tuple[tuple[Course, int], int | None, int | None]:
        key = self._known(row[0], row[1]), whole("id_student", row[2])
        return key, day("date_registration", row[3]), day("date_unregistration", row[4])

    def _student(self, row: list[str], days: dict[tuple[Course, int], tuple[int | None, int | None]]) -> None:
        course, student = self._known(row[0], row[1]), whole("id_student", row[2])
        if (course, student) not in days:
            raise Unusable("id_student", f"student {student} is not registered for this presentation")
        if (course, student) in self.places:
            raise Unusable("id_student", f"student {student} is there twice for this presentation")
        if not row[3]:
            raise Unusable("region", "is blank")
        outcome = one_of("final_result", row[4], OUTCOMES, "result")
        attributes = dict(zip(ATTRIBUTES, row[5:], strict=True))
        self.places[course, student] = len(self.registrations)
        self.registrations.append(Registration(student, course, row[3], outcome, attributes, *days[course, student]))

    def _submission(self, row: list[str], seen: set[int]) -> Submission:
        number, student = whole("id_assessment", row[0]), whole("id_student", row[1])
        if number not in self.assessments:
            raise Unusable("id_assessment", f"there is no assessment {number}")
        place = self.places.get((self.assessments[number].course, student))
        if place is None:
            raise Unusable("id_student", f"student {student} is not in the presentation of assessment {number}")
        if (mark := number << 32 | place) in seen:
            raise Unusable("id_assessment", f"student {student} is there twice for assessment {number}")
        seen.add(mark)
        return Submission(
            number, place, day("date_submitted", row[2]), yes_or_no("is_banked", row[3]), per_cent("score", row[4])
        )
