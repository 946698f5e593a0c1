"""Where does one go from an address at which there is no page?"""

from parkdash.ui import empty
from parkdash.ui.view import language, state

empty.no_page(language(state()))
