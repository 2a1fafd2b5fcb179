"""The playground's page: the real bot, a Telegram of our own, and invented people, in a browser.

Read `opening` (put together), `room` (everything there is), `orders` (what the page may ask for),
`feed` (what it is told), `routes` (HTTP); the page itself lies in `static`.
"""
