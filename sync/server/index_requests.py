# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the county answers to requests about the cross-agency index and about duplicates."""

from sync.server.app import CountyServer
from sync.server.devices import SignedRequest
from sync.server.duplicates import exchange_duplicates
from sync.server.index import exchange_index
from sync.server.index_answers import answer_question
from sync.wire.index import DuplicatesRequest, IndexQuestionRequest, IndexRequest
from sync.wire.protocols import Message


def take_entries(server: CountyServer, request: SignedRequest) -> Message:
    """Take entries of the index."""
    return server.answer_about_index(request, IndexRequest, exchange_index)


def answer(server: CountyServer, request: SignedRequest) -> Message:
    """Say who else works with a youth."""
    return server.answer_about_index(request, IndexQuestionRequest, answer_question)


def tell_duplicates(server: CountyServer, request: SignedRequest) -> Message:
    """Tell a coordinator which cases may be of one youth."""
    return server.answer_about_index(request, DuplicatesRequest, exchange_duplicates)
