"""The three local governments of the demo."""

from config.demo.content.jasnogrod import JASNOGROD
from config.demo.content.shapes import Town
from config.demo.content.sowie_laki import SOWIE_LAKI
from config.demo.content.srebrzany import SREBRZANY

TOWNS: tuple[Town, ...] = (JASNOGROD, SOWIE_LAKI, SREBRZANY)
