using System.Diagnostics;

namespace Gateway.Subjects.Documents;

/// <summary>What reading all documents of one message may cost: packages hold packages, and resources hold documents.</summary>
/// <param name="longestPdf">The time for one PDF; all of a message have twice that.</param>
internal sealed class ReadingBudget(TimeSpan longestPdf)
{
    private const int MostDocuments = 300;
    private const int MostUnpackedBytes = 24 * 1024 * 1024;

    private int _documents;
    private TimeSpan _leftForPdfs = 2 * longestPdf;

    /// <summary>What may still be unpacked.</summary>
    public int UnpackedBytesLeft { get; private set; } = MostUnpackedBytes;

    public bool TakeDocument() => ++_documents <= MostDocuments;

    public void Unpacked(int bytes) => UnpackedBytesLeft = Math.Max(0, UnpackedBytesLeft - bytes);

    /// <summary>The text of a PDF, or null when it cannot be read, or the time for PDFs is used up.</summary>
    public string? TextOfPdf(byte[] data)
    {
        if (_leftForPdfs <= TimeSpan.Zero)
        {
            return null;
        }

        var start = Stopwatch.GetTimestamp();
        var text = PdfDocuments.TextOf(data, _leftForPdfs < longestPdf ? _leftForPdfs : longestPdf);
        _leftForPdfs -= Stopwatch.GetElapsedTime(start);
        return text;
    }
}
