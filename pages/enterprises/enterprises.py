"""Which enterprise are you looking for?"""

from parkdash.ui import firms
from parkdash.ui.view import view

look = view()
firms.search(look)
firms.listing(look)
