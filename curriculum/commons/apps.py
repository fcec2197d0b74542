from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonsConfig(AppConfig):
    name = "curriculum.commons"

    def ready(self) -> None:
        from communities.governance.circles.circles import ON_MEMBERS
        from communities.roles import declare
        from curriculum.actions import ON_PUBLISHING
        from curriculum.commons import news
        from curriculum.commons.actions import share_on_publishing
        from curriculum.commons.audience import reads_file, renew_readers
        from curriculum.commons.moderating import news as moderation_news
        from curriculum.commons.reviews import news as review_news
        from files.rules import ALSO_READERS
        from notices.kinds import declare_kind, declare_topic

        declare("commons.moderate", _("In the network: hide reviews that harm"), "steward")
        declare_topic(
            "curricula", _("Curricula offered and given back"),
            _("An offer to one of yours, what became of yours, and a newer version of what you took over."),
        )  # fmt: skip
        for kind, words, icon in [*news.KINDS, *review_news.KINDS, *moderation_news.KINDS]:
            declare_kind(f"commons.{kind}", topic="curricula", words=words, icon=icon)
        ON_MEMBERS.append(renew_readers)
        ALSO_READERS.append(reads_file)
        ON_PUBLISHING.append(share_on_publishing)
        _show_pages()


def _show_pages() -> None:
    from curriculum.commons import panels
    from curriculum.registry import CURRICULA_PAGE, CURRICULUM_PAGE, PagePanel
    from web import registry

    CURRICULUM_PAGE.append(
        PagePanel(key="sharing", template="commons/panel_sharing.html", context=panels.sharing, order=10)
    )
    CURRICULUM_PAGE.append(
        PagePanel(key="upstream", template="commons/panel_upstream.html", context=panels.upstream, order=5)
    )
    CURRICULUM_PAGE.append(
        PagePanel(key="offers", template="commons/panel_offers.html", context=panels.offers, order=6)
    )
    CURRICULA_PAGE.append(registry.Panel(key="offers", template="commons/panel_waiting.html", context=panels.waiting))
    CURRICULA_PAGE.append(
        registry.Panel(key="reported", template="commons/panel_reported.html", context=panels.reported_reviews)
    )
    shown = "commons/panel_shared.html"
    registry.NETWORK_HOME.append(registry.Panel(key="commons", template=shown, context=panels.shared_lately, order=30))
    registry.PUBLIC_PAGE.append(registry.Panel(key="commons", template=shown, context=panels.shared_here, order=30))
    registry.NETWORK_MENU.append(
        registry.MenuItem(label=_("Shared curricula"), icon="book-open", url_name="commons", order=30)
    )
    registry.SEARCH.append(
        registry.SearchSource(key="commons", label=_("Shared curricula"), find=panels.find_shared, order=30)
    )
    registry.SEARCH.append(
        registry.SearchSource(key="collections", label=_("Collections"), find=panels.find_collections, order=31)
    )
