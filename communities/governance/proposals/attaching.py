"""Files beside a proposal: put there and taken away by its proposer, until the voting opens."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from communities.governance.models import Attachment, Proposal
from communities.governance.proposals.holding import locked
from communities.models import Membership
from files.actions import store_file
from files.models import StoredFile
from tenancy.refusal import Refused, refusing

MOST = 10  # of one proposal


@transaction.atomic
def attach_file(proposal: Proposal, *, file: Any, title: str = "", by: Membership) -> Attachment:
    """Store an upload for those who may read the proposal; `title` is what it is called there, else its name."""
    proposal = _mine(proposal, by)
    if proposal.attachments.count() >= MOST:
        raise Refused(_("A proposal has at most %(most)s files.") % {"most": MOST})
    stored = store_file(file, audience=StoredFile.Audience.PRIVATE)
    with refusing({"one_attachment_a_file": _("This file is here already.")}):
        made: Attachment = Attachment.objects.create(
            proposal=proposal, file=stored, title=title.strip() or stored.name[:150]
        )
    return made


@transaction.atomic
def detach_file(attachment: Attachment, *, by: Membership) -> None:
    _mine(attachment.proposal, by)
    attachment.delete()


def attachments_of(proposal: Proposal) -> QuerySet[Attachment]:
    """With their files, as they were put there."""
    found: QuerySet[Attachment] = proposal.attachments.select_related("file").order_by("attached_at", "pk")
    return found


def _mine(proposal: Proposal, by: Membership) -> Proposal:
    proposal = locked(proposal)
    if proposal.proposer_id != by.pk:
        raise Refused(_("Only the proposer does this."))
    if not proposal.is_editable:
        raise Refused(_("The files can no longer be changed: the voting has opened."))
    return proposal
