# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the county answers to requests about the index, about duplicates and about sharing."""

from sync.server.app import CountyServer
from sync.server.devices import SignedRequest
from sync.server.duplicates import exchange_duplicates
from sync.server.index import exchange_index
from sync.server.index_answers import answer_question
from sync.server.sharing import answer_sharing
from sync.wire.index import DuplicatesRequest, IndexQuestionRequest, IndexRequest
from sync.wire.protocols import Message
from sync.wire.sharing import SharingRequest


def take_entries(server: CountyServer, request: SignedRequest) -> Message:
    """Take entries of the index."""
    return server.answer_asking(request, IndexRequest, exchange_index)


def answer(server: CountyServer, request: SignedRequest) -> Message:
    """Say who else works with a youth."""
    return server.answer_asking(request, IndexQuestionRequest, answer_question)


def tell_duplicates(server: CountyServer, request: SignedRequest) -> Message:
    """Tell a coordinator which cases may be of one youth."""
    return server.answer_asking(request, DuplicatesRequest, exchange_duplicates)


def share(server: CountyServer, request: SignedRequest) -> Message:
    """Record decisions about sharing, tell of people, teams, grounds and disclosures."""
    return server.answer_asking(request, SharingRequest, answer_sharing)
