"""How does every target of the year stand, who answers for it, and in which document was it decided?"""

from parkdash.ui import targets
from parkdash.ui.view import view

look = view()
targets.owners(look)
targets.goals(look)
targets.milestones(look)
