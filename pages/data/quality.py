"""Can the figures be trusted: who has handed in what, what is missing, and what is still open?"""

from parkdash.ui import quality
from parkdash.ui.view import view

look = view()
if quality.may_see(look):
    quality.gaps(look)
    quality.tables(look)
    quality.issues(look)
    quality.reports(look)
