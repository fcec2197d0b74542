"""Every scoped table, enumerated from the models, has its key, policies, references and grants."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models
from django.test.utils import CaptureQueriesContext, isolate_apps

from communities.governance.models import Decision, Setting
from communities.models import Invitation
from tenancy.checks import problems
from tenancy.models import PersonModel, TenantForeignKey, TenantModel, UniqueForPerson, UniqueInCommunity
from tenancy.protection import protect
from tenancy.roles import app_role
from tenancy.scope import in_community
from tests.factories import a_community, a_person

SCOPED = [m for m in apps.get_models() if issubclass(m, (TenantModel, PersonModel))]
KEYS = [(m, f) for m in SCOPED for f in m._meta.local_fields if isinstance(f, TenantForeignKey) and not f.implied]


def rows(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


@pytest.mark.django_db
@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m._meta.label)
def test_every_scoped_table_is_protected(model):
    first = f"{model.scope_columns()[0]}_id"
    assert rows(
        "SELECT relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner) <> current_user,"
        " (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = c.oid AND contype = 'p')"
        " FROM pg_class c WHERE oid = %s::regclass",
        model._meta.db_table,
    ) == [(True, True, True, f"PRIMARY KEY ({first}, id)")]
    allowed = {"SELECT", "INSERT"} | (set() if model.append_only else {"UPDATE"})
    allowed |= {"DELETE"} if model.may_go() else set()
    granted = rows(
        "SELECT privilege_type FROM pg_class, aclexplode(relacl) WHERE oid = %s::regclass AND grantee = %s::regrole",
        model._meta.db_table, app_role(),
    )  # fmt: skip
    assert {one for (one,) in granted} == allowed


@pytest.mark.django_db
def test_the_planner_knows_that_a_parent_implies_its_community():
    known = rows(
        "SELECT stxrelid::regclass::text, (SELECT string_agg(attname, ' ' ORDER BY attname = 'community_id' DESC)"
        " FROM pg_attribute WHERE attrelid = stxrelid AND attnum = ANY(stxkeys)) FROM pg_statistic_ext"
    )
    keys = [(m, f) for m in SCOPED for f in m._meta.local_fields if isinstance(f, TenantForeignKey)]
    assert set(known) == {(m._meta.db_table, f"community_id {f.column}") for m, f in keys}


@pytest.mark.django_db
@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m._meta.label)
def test_every_policy_compares_columns_with_settings_alone(model):
    policies = rows(
        "SELECT polname, polcmd::text, pg_get_expr(coalesce(polqual, polwithcheck), polrelid)"
        " FROM pg_policy WHERE polrelid = %s::regclass",
        model._meta.db_table,
    )
    wanted = {"person_rows": "*"} if issubclass(model, PersonModel) else {"tenant_rows": "*"}
    if owner := getattr(model, "owner", ""):
        wanted[f"tenant_own_{model._meta.get_field(owner).column}"] = "r"
    if giver := getattr(model, "given_by", ""):
        wanted[f"person_given_{model._meta.get_field(giver).column}"] = "a"
    if getattr(model, "expiry", ""):
        wanted["tenant_expired"] = "*"
    if model.append_only and model.may_go():
        wanted["erased_with_its_person"] = "d"
    assert {name: command for name, command, _ in policies} == wanted
    assert all("SELECT" not in text and "current_setting" in text for _, _, text in policies)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), KEYS, ids=lambda x: getattr(x, "name", None) or x._meta.label)
def test_every_key_between_tenant_tables_carries_the_community(model, field):
    found = rows("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND conname = %s",
                 model._meta.db_table, f"tenant_{field.column}")  # fmt: skip
    assert len(found) == 1
    assert found[0][0].startswith("FOREIGN KEY (community_id, ")


@pytest.mark.django_db
def test_a_key_that_matches_for_a_while_is_one_more():
    found = rows(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conname LIKE 'tenant_%%_past_talk'"
    )
    both = "(community_id, {}, past_talk)"
    assert found == [
        ("tenant_proposal_id_past_talk",
         f"FOREIGN KEY {both.format('proposal_id')} REFERENCES governance_proposal{both.format('id')}"),
    ]  # fmt: skip


def changes_made_by_protect():
    with CaptureQueriesContext(connection) as queries:
        protect("default")
    return [q["sql"] for q in queries if q["sql"].startswith(("ALTER", "CREATE", "DROP", "REVOKE"))]


def test_protecting_again_changes_nothing(owner_role):
    assert changes_made_by_protect() == []


def test_protecting_repairs_and_checks_the_rows_already_there(owner_role):
    north, south = a_community("north"), a_community("south")
    with in_community(north.pk):
        setting = Setting.objects.create(key="x", value=1, decision=Decision.objects.get())
    with in_community(south.pk):
        theirs, ours = Decision.objects.get(), setting.decision_id
    rows_of = connection.cursor()
    with rows_of as cursor:
        cursor.execute("ALTER TABLE governance_setting DROP CONSTRAINT tenant_decision_id")
        cursor.execute("DROP POLICY tenant_rows ON governance_decision")
        cursor.execute("ALTER TABLE governance_decision NO FORCE ROW LEVEL SECURITY")
    with in_community(north.pk):
        Setting.objects.filter(pk=setting.pk).update(decision=theirs)
    with pytest.raises(IntegrityError):
        protect("default")
    with in_community(north.pk):
        Setting.objects.filter(pk=setting.pk).update(decision=ours)
    protect("default")
    assert changes_made_by_protect() == []


@pytest.mark.django_db
def test_models_are_sound():
    assert [message for message in run_checks() if not message.is_silenced()] == []
    call_command("makemigrations", check=True, dry_run=True)


@isolate_apps("communities.governance")
def test_forgetful_models_are_refused():
    class Other(TenantModel):
        class Meta(TenantModel.Meta):
            app_label = "governance"

    class Own(PersonModel):
        code = models.CharField()

        class Meta(PersonModel.Meta):
            app_label = "governance"
            constraints = [
                UniqueForPerson(fields=["code"], name="fine"),
                models.UniqueConstraint(fields=["code"], name="loose"),
            ]

    class Loose(TenantModel):
        other = models.ForeignKey("Other", models.CASCADE)
        one = models.OneToOneField("auth.Group", models.CASCADE)
        own = models.ForeignKey("Own", models.CASCADE)
        code = models.CharField(unique=True)
        tags = models.ManyToManyField(Other)

        class Meta(TenantModel.Meta):
            app_label = "governance"
            constraints = [
                models.UniqueConstraint(fields=["other"], name="bad"),
                UniqueInCommunity(fields=["code"], name="good"),
            ]

    class Heir(Other):
        class Meta(TenantModel.Meta):
            app_label = "governance"

    assert [message for _, message in problems(Loose)] == [
        "Tenant models point to tenant models by TenantForeignKey, others never.",
        "Unique across scopes; use UniqueInCommunity or UniqueForPerson.",
        "Nothing points to a person's own rows.",
        "Unique across scopes; use UniqueInCommunity or UniqueForPerson.",
        "bad is unique across scopes; use UniqueInCommunity or UniqueForPerson.",
    ]
    assert [message for _, message in problems(Own)] == [
        "loose is unique across scopes; use UniqueInCommunity or UniqueForPerson."
    ]
    assert list(problems(Loose.tags.through))
    assert "A scoped model has no parent table." in [message for _, message in problems(Heir)]


@pytest.mark.django_db
def test_a_foreign_key_to_a_person_does_not_open_their_rows():
    """An ordinary key is checked by the owner of the table, past row security: only keys to shared tables are ordinary."""
    assert {
        f.related_model._meta.label
        for m in SCOPED
        for f in m._meta.local_fields
        if f.is_relation and not isinstance(f, TenantForeignKey)
    }.isdisjoint({m._meta.label for m in SCOPED})
    assert Invitation._meta.get_field("invited_by").related_model is not None
    assert a_person("ann").pk
