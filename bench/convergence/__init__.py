# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county and ten laptops in simulated time, driven by one seed, against an oracle.

Real are the client's engine, the encrypted stores, every request's bytes and signatures, the
server's application, its policy and its PostgreSQL. Simulated are time and the network between
them. The oracle (`oracle`) shares no rule with what it judges.
"""
