"""Makes chats look as their sessions say."""

from bot.delivery import Chat as Chat
from bot.delivery import DeliveryError as DeliveryError
from bot.delivery import Gone as Gone
from bot.delivery import MessageGone as MessageGone
from bot.delivery import Moved as Moved
from bot.delivery import NotSent as NotSent
from bot.delivery import Refused as Refused
from bot.delivery import Rendered as Rendered
from bot.delivery import Unknown as Unknown
from bot.delivery import Wait as Wait
