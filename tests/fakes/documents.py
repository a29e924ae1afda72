# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small PDFs made by hand."""


def a_pdf(pages: int = 1, filler: int = 0) -> bytes:
    """A PDF whose pages say their number; `filler` bytes that no page names make it larger."""
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    first = 4
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(pages))
    parts.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages))
    parts.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for at in range(pages):
        words = b"BT /F1 40 Tf 60 600 Td (Page %d) Tj ET" % (at + 1)
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (first + 2 * at + 1)
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words))
    if filler:
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (filler, bytes(filler)))
    content, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    content += b"".join(b"%010d 00000 n \n" % at for at in places)
    content += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
    return bytes(content + b"startxref\n%d\n%%%%EOF\n" % table)
