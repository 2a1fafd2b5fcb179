"""Who is what in a group: statuses, rights and permissions, as the Bot API shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.playground.refusals import Json
from bot.playground.world import User

# Rights of administrators in groups, in the order of the Bot API (ChatMemberAdministrator).
RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
    "can_send_welcome_messages",
)
USUAL_RIGHTS = frozenset(RIGHTS) - {"can_promote_members", "can_manage_topics", "can_manage_tags"}
_MEDIA = ("audios", "documents", "photos", "videos", "video_notes", "voice_notes", "polls", "other_messages")
# What members may do (ChatPermissions).
PERMISSIONS = (
    "can_send_messages",
    *(f"can_send_{kind}" for kind in _MEDIA),
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
_PRESENT = ("creator", "administrator", "member")


@dataclass(frozen=True, slots=True)
class Membership:
    """What one user is in one group.

    status: ``creator``, ``administrator``, ``member``, ``restricted``, ``left`` or ``kicked``.
    rights: of an administrator, names of ``RIGHTS``; of a restricted member, of ``PERMISSIONS``.
    is_anonymous: this administrator writes in the name of the group.
    is_inside: a restricted user is in the group now.
    """

    user: User
    status: str
    rights: frozenset[str] = field(default_factory=frozenset)
    is_anonymous: bool = False
    is_inside: bool = True

    @property
    def is_present(self) -> bool:
        """The user is in the group now."""
        return self.status in _PRESENT or (self.status == "restricted" and self.is_inside)

    @property
    def is_admin(self) -> bool:
        """Creators are administrators, too."""
        return self.status in ("creator", "administrator")

    def may(self, right: str, permissions: Iterable[str]) -> bool:
        """Whether the user has a right or permission, where all members have ``permissions``."""
        if self.status == "creator":
            return True
        if self.status == "administrator":
            return right in self.rights or right.startswith(("can_send_", "can_react", "can_add_"))
        if self.status == "restricted":
            return self.is_inside and right in self.rights and right in permissions
        return self.status == "member" and right in permissions

    def json(self) -> Json:
        """A ChatMember."""
        shown: Json = {"user": self.user.json(), "status": self.status}
        match self.status:
            case "creator":
                shown["is_anonymous"] = self.is_anonymous
            case "administrator":
                shown |= {"can_be_edited": False, "is_anonymous": self.is_anonymous}
                shown |= {right: right in self.rights for right in RIGHTS}
            case "restricted":
                shown |= {"is_member": self.is_inside, "until_date": 0}
                shown |= {name: name in self.rights for name in PERMISSIONS}
            case "kicked":
                shown["until_date"] = 0
        return shown
