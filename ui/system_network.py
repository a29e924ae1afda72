# SPDX-License-Identifier: AGPL-3.0-or-later
"""The system's own word on its network, through Qt (Windows, macOS, Linux with NetworkManager)."""

from PySide6.QtNetwork import QNetworkInformation

from ui.auto_sync import Network

Feature = QNetworkInformation.Feature


class SystemNetwork(Network):
    """What the system does not say is taken for nothing special."""

    def __init__(self) -> None:
        super().__init__()
        for wanted in (Feature.Reachability | Feature.Metered, Feature.Reachability):
            if QNetworkInformation.loadBackendByFeatures(wanted):
                break
        self._found = QNetworkInformation.instance()
        if self._found is not None:
            self._found.reachabilityChanged.connect(self.changed)
            self._found.isMeteredChanged.connect(self.changed)

    def is_metered(self) -> bool:
        """See `Network`."""
        return self._found is not None and self._found.isMetered()

    def is_away(self) -> bool:
        """See `Network`; a county's server may stand in the same building, so only no network."""
        away = QNetworkInformation.Reachability.Disconnected
        return self._found is not None and self._found.reachability() == away
