from django.urls import path

from communities.governance.api import amendments as amendments_api
from communities.governance.api import attachments as attachments_api
from communities.governance.api import ballots as ballots_api
from communities.governance.api import charter as charter_api
from communities.governance.api import circles as circles_api
from communities.governance.api import delegations as delegations_api
from communities.governance.api import founding as founding_api
from communities.governance.api import people as people_api
from communities.governance.api import proposals as proposals_api
from communities.governance.api import record as record_api
from communities.governance.api import roles as roles_api
from communities.governance.api import settings as settings_api
from communities.governance.api import suspensions as suspensions_api
from communities.governance.views import (
    amendments,
    attachments,
    ballots,
    calendar,
    charter,
    circles,
    decisions,
    delegations,
    found,
    minutes,
    proposals,
    propose,
    record,
    requests,
    roles,
    settings,
    suspensions,
)

public = [
    path("found/", found.found, name="governance-found"),
    path("found/templates/<slug:key>/", found.template, name="governance-template"),
]
here = [
    path("calendar.ics", calendar.calendar, name="governance-calendar"),
    path("charter/", charter.charter, name="governance-charter"),
    path("charter/charter.md", charter.download, name="governance-charter-download"),
    path("charter/versions/", charter.versions, name="governance-charter-versions"),
    path("charter/versions/<int:number>/", charter.version, name="governance-charter-version"),
    path("charter/compare/", charter.comparison, name="governance-charter-compare"),
    path("charter/articles/<int:number>/", charter.article, name="governance-charter-article"),
    path("settings/", settings.settings, name="governance-settings"),
    path("settings/<slug:key>/", settings.setting, name="governance-setting"),
    path("settings/<slug:key>/change/", settings.change_setting, name="governance-change-setting"),
    path("decisions/", decisions.list_of_decisions, name="governance-decisions"),
    path("decisions/record.jsonl", record.download, name="governance-record"),
    path("decisions/check_record.py", record.checker, name="governance-checker"),
    path("decisions/minutes/", minutes.minutes, name="governance-minutes"),
    path("decisions/proposals/", proposals.proposals, name="governance-proposals"),
    path("decisions/proposals/new/", propose.choose, name="governance-choose-proposal"),
    path("decisions/proposals/new/<slug:effect>/", propose.about, name="governance-propose"),
    path("decisions/proposals/<int:number>/", proposals.proposal, name="governance-proposal"),
    path("decisions/proposals/<int:number>/edit/", proposals.edit, name="governance-edit-proposal"),
    path("decisions/proposals/<int:number>/ballot/", ballots.ballot, name="governance-ballot"),
    path("decisions/proposals/<int:number>/comments/", proposals.say, name="governance-comment"),
    path("decisions/proposals/<int:number>/objections/<uuid:pk>/", ballots.settle, name="governance-settle"),
    path("decisions/proposals/<int:number>/advice/<uuid:pk>/", ballots.answer, name="governance-answer-advice"),
    path("decisions/delegations/", delegations.delegations, name="governance-delegations"),
    path("decisions/delegations/<uuid:pk>/take-back/", delegations.end, name="governance-take-back"),
    path("decisions/proposals/<int:number>/published/", ballots.published, name="governance-published"),
    path("decisions/proposals/<int:number>/verdict/", ballots.verdict, name="governance-verdict"),
    path("decisions/proposals/<int:number>/ways/<int:way>/drop/", ballots.drop, name="governance-drop-way"),
    path("decisions/proposals/<int:number>/amendments/", amendments.offer, name="governance-amend"),
    path(
        "decisions/proposals/<int:number>/amendments/<uuid:pk>/<slug:to>/",
        amendments.settle,
        name="governance-settle-amendment",
    ),
    path("decisions/proposals/<int:number>/minutes/", minutes.proposal_minutes, name="governance-proposal-minutes"),
    path("decisions/proposals/<int:number>/files/", attachments.attach, name="governance-attach"),
    path("decisions/proposals/<int:number>/files/<uuid:pk>/", attachments.attachment, name="governance-attachment"),
    path("decisions/proposals/<int:number>/files/<uuid:pk>/remove/", attachments.detach, name="governance-detach"),
    path("decisions/proposals/<int:number>/<slug:name>/", proposals.step, name="governance-step"),
    path("settings/<slug:key>/propose/", settings.propose_setting, name="governance-propose-setting"),
    path("decisions/<int:number>/", decisions.decision, name="governance-decision"),
    path("people/<uuid:pk>/give-role/", roles.give, name="governance-give-role"),
    path("people/<uuid:pk>/take-role/", roles.take, name="governance-take-role"),
    path("people/<uuid:pk>/remove/", roles.remove, name="governance-remove-member"),
    path("people/<uuid:pk>/suspend/", suspensions.suspend, name="governance-suspend"),
    path("people/<uuid:pk>/suspension/", suspensions.suspension, name="governance-suspension"),
    path("people/<uuid:pk>/suspension/lift/", suspensions.lift, name="governance-lift-suspension"),
    path("people/<uuid:pk>/suspension/uphold/", suspensions.uphold, name="governance-uphold-suspension"),
    path("people/requests/", requests.requests, name="governance-requests"),
    path("people/requests/<uuid:pk>/admit/", requests.admit, name="governance-admit"),
    path("people/requests/<uuid:pk>/decline/", requests.decline, name="governance-decline"),
    path("suspension/", suspensions.own, name="governance-own-suspension"),
    path("circles/", circles.circles, name="governance-circles"),
    path("circles/<slug:effect>/", circles.act, name="governance-circle-act"),
    path("join/", requests.join, name="governance-join"),
    path("join/withdraw/", requests.withdraw, name="governance-withdraw-request"),
]
api_public = [
    path("community-templates/", founding_api.TemplatesApi.as_view(), name="api-governance-templates"),
    path("communities/", founding_api.CommunitiesApi.as_view(), name="api-communities"),
]
api_mine = [path("requests/", people_api.OwnRequestsApi.as_view(), name="api-governance-own-requests")]
api_here = [
    path("charter/", charter_api.CharterApi.as_view(), name="api-governance-charter"),
    path("charter/versions/", charter_api.VersionsApi.as_view(), name="api-governance-charter-versions"),
    path("charter/versions/<int:number>/", charter_api.VersionApi.as_view(), name="api-governance-charter-version"),
    path("charter/compare/", charter_api.CompareApi.as_view(), name="api-governance-charter-compare"),
    path("proposals/", proposals_api.ProposalsApi.as_view(), name="api-governance-proposals"),
    path("proposals/<int:number>/", proposals_api.ProposalApi.as_view(), name="api-governance-proposal"),
    path("proposals/<int:number>/steps/", proposals_api.StepsApi.as_view(), name="api-governance-steps"),
    path("proposals/<int:number>/ballots/", ballots_api.BallotsApi.as_view(), name="api-governance-ballots"),
    path(
        "proposals/<int:number>/amendments/", amendments_api.AmendmentsApi.as_view(), name="api-governance-amendments"
    ),
    path(
        "proposals/<int:number>/amendments/<uuid:pk>/",
        amendments_api.AmendmentApi.as_view(),
        name="api-governance-amendment",
    ),
    path("proposals/<int:number>/files/", attachments_api.AttachmentsApi.as_view(), name="api-governance-attachments"),
    path(
        "proposals/<int:number>/files/<uuid:pk>/",
        attachments_api.AttachmentApi.as_view(),
        name="api-governance-attachment",
    ),
    path("proposals/<int:number>/comments/", proposals_api.CommentsApi.as_view(), name="api-governance-comments"),
    path(
        "proposals/<int:number>/ballots/<uuid:pk>/",
        ballots_api.ObjectionApi.as_view(),
        name="api-governance-objection",
    ),
    path(
        "proposals/<int:number>/advice/<uuid:pk>/", ballots_api.AdviceApi.as_view(), name="api-governance-answer-advice"
    ),
    path("proposals/<int:number>/verdict/", ballots_api.VerdictApi.as_view(), name="api-governance-verdict"),
    path("proposals/<int:number>/ways/", ballots_api.WaysApi.as_view(), name="api-governance-ways"),
    path("proposals/<int:number>/ways/<int:way>/", ballots_api.WayApi.as_view(), name="api-governance-way"),
    path("delegations/", delegations_api.DelegationsApi.as_view(), name="api-governance-delegations"),
    path("delegations/<uuid:pk>/", delegations_api.DelegationApi.as_view(), name="api-governance-delegation"),
    path("proposals/<int:number>/published/", ballots_api.PublishedApi.as_view(), name="api-governance-published"),
    path("proposals/<int:number>/result/", ballots_api.ResultApi.as_view(), name="api-governance-result"),
    path("settings/", settings_api.SettingsApi.as_view(), name="api-governance-settings"),
    path("settings/<slug:key>/", settings_api.SettingApi.as_view(), name="api-governance-setting"),
    path("decisions/", settings_api.DecisionsApi.as_view(), name="api-governance-decisions"),
    path("decisions/record/", record_api.RecordApi.as_view(), name="api-governance-record"),
    path("decisions/<int:number>/", settings_api.DecisionApi.as_view(), name="api-governance-decision"),
    path("members/<uuid:pk>/roles/", roles_api.RoleApi.as_view(), name="api-governance-give-role"),
    path("members/<uuid:pk>/roles/end/", roles_api.RoleEndApi.as_view(), name="api-governance-take-role"),
    path("members/<uuid:pk>/end/", roles_api.RemovalApi.as_view(), name="api-governance-remove-member"),
    path("members/<uuid:pk>/suspend/", suspensions_api.SuspendApi.as_view(), name="api-governance-suspend"),
    path("members/<uuid:pk>/suspension/", suspensions_api.SuspensionApi.as_view(), name="api-governance-suspension"),
    path("members/<uuid:pk>/suspension/lift/", suspensions_api.LiftApi.as_view(), name="api-governance-lift"),
    path("members/<uuid:pk>/suspension/uphold/", suspensions_api.UpholdApi.as_view(), name="api-governance-uphold"),
    path("suspension/", suspensions_api.OwnSuspensionApi.as_view(), name="api-governance-own-suspension"),
    path("suspension/answer/", suspensions_api.AnswerApi.as_view(), name="api-governance-answer"),
    path("suspension/appeal/", suspensions_api.AppealApi.as_view(), name="api-governance-appeal"),
    path("circles/", circles_api.CirclesApi.as_view(), name="api-governance-circles"),
    path("join/", people_api.JoinApi.as_view(), name="api-governance-join"),
    path("requests/", people_api.RequestsApi.as_view(), name="api-governance-requests"),
    path("requests/<uuid:pk>/admit/", people_api.AdmitApi.as_view(), name="api-governance-admit"),
    path("requests/<uuid:pk>/decline/", people_api.DeclineApi.as_view(), name="api-governance-decline"),
]
