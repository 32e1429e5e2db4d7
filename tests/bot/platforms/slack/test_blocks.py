"""Every block and view is judged twice: lengths by slack_sdk's models, shape by Slack's own types with tsc.

What is judged is what people meet: each message of a walk through the whole conversation, in every language.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.conversation import machine
from bot.conversation.effects import Say
from bot.conversation.facts import Facts
from bot.conversation.phases import choices, commands, looks, opening, photos, pictures
from bot.conversation.states import ChoosingConsent, ChoosingLook, start
from bot.platforms.slack import forms, limits, render
from bot.platforms.slack.forms import WordedForm
from bot.platforms.slack.render import Kept
from bot.ports import Button, Command, Form, Outgoing, Select, Text
from bot.shell import present
from bot.texts import complete_languages
from bot.texts.catalog import SOURCE, messages
from bot.texts.review import said_forms
from storage.records import Purpose
from tests.bot.conversation.world import World
from tests.bot.platforms.slack.fake.emulator import HERE, NODE, PACKAGES, manifest

assert (choices, commands, looks, opening, photos, pictures, start, ChoosingConsent, ChoosingLook, Facts, replace)
