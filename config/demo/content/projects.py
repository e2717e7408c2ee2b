"""What the offers are about, by code."""

from config.demo.content.projects_care import CARE
from config.demo.content.projects_culture import CULTURE
from config.demo.content.projects_help import HELP
from config.demo.content.projects_joint import JOINT
from config.demo.content.projects_nature import NATURE
from config.demo.content.projects_sample import SAMPLE
from config.demo.content.projects_sport import SPORT
from config.demo.content.shapes import Offer, Project

PROJECTS: dict[str, Project] = {
    project.code: project for project in (*SPORT, *CULTURE, *CARE, *HELP, *NATURE, *JOINT, *SAMPLE)
}


def project_of(offer: Offer) -> Project:
    return PROJECTS[offer.project] if isinstance(offer.project, str) else offer.project
