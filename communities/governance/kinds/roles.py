"""What each role may do, where the community wants it otherwise than built in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.governance.kinds import SettingKind
from communities.governance.kinds.forms import SettingForm
from communities.models import Community
from communities.roles import KEYHOLDERS, PERMISSIONS, ROLES, built_in
from communities.rules import roles_of

KEPT = ("communities.manage_people", "governance.decide")  # so that nobody locks everybody out


def _permissions(role: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=ROLES[role],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(one.code, one.label) for one in PERMISSIONS.values()],
    )


class _RolesForm(SettingForm):
    """A role left as it is built in is not kept, so that it follows what later rooms of the house add."""

    template = "governance/role_fields.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.community:
            for role in ROLES.keys() - set(roles_of(self.community)):
                del self.fields[role]

    def matrix(self) -> list[tuple[Any, list[tuple[str, Any, str, bool]]]]:
        """A line for each permission: of each role its name, its label, the permission's code, whether it is ticked."""
        ticked = {role: set(self[role].value() or []) for role in self.fields}
        return [
            (one.label, [(role, ROLES[role], one.code, one.code in ticked[role]) for role in self.fields])
            for one in PERMISSIONS.values()
        ]

    @classmethod
    def opened(cls, value: Any) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        if unknown := value.keys() - ROLES.keys():
            raise ValueError(f"There are no such roles: {unknown}")
        return {role: value.get(role, built_in(role)) for role in ROLES}, {}

    def clean(self) -> dict[str, Any]:
        for role in self.fields.keys() & set(KEYHOLDERS):
            missing = set(KEPT).difference(self.cleaned_data.get(role, KEPT))
            if missing:
                told = {"permissions": ", ".join(str(PERMISSIONS[code].label) for code in sorted(missing))}
                self.add_error(role, ValidationError(_("This role must keep: %(permissions)s.") % told))
        return self.cleaned_data

    def value(self) -> Any:
        return {role: codes for role, codes in self.cleaned_data.items() if set(codes) != set(built_in(role))}


RolesForm: type[SettingForm] = type("RolesForm", (_RolesForm,), {role: _permissions(role) for role in ROLES})


def show(community: Community, value: Any) -> None:
    community.role_permissions = value


def words(value: Any) -> list[tuple[str, str]]:
    """How the roles differ from the built-in ones; nothing where they do not."""
    said = []
    for role, codes in value.items():
        more, less = set(codes).difference(built_in(role)), set(built_in(role)).difference(codes)
        told = {"role": ROLES[role]}
        said += [(_("%(role)s may also") % told, _labels(more)), (_("%(role)s may not") % told, _labels(less))]
    return [(what, which) for what, which in said if which]


def _labels(codes: Iterable[str]) -> str:
    return "; ".join(str(PERMISSIONS[code].label) for code in PERMISSIONS if code in codes)


ROLE_PERMISSIONS = SettingKind(
    key="roles",
    label=gettext_lazy("Roles"),
    why=gettext_lazy("What teachers, learners, guardians and the others may do here."),
    form=RolesForm,
    default=dict,
    show=show,
    shown=lambda community: community.role_permissions,
    words=words,
    order=50,
)
