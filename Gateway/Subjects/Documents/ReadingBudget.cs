using System.Diagnostics;

namespace Gateway.Subjects.Documents;

/// <summary>What reading all documents of one message may cost: packages hold packages, and resources hold documents.</summary>
internal sealed class ReadingBudget
{
    private const int MostDocuments = 300;
    private const int MostUnpackedBytes = 24 * 1024 * 1024;

    private static readonly TimeSpan LongestPdf = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPdfs = TimeSpan.FromSeconds(10);

    private int _documents;
    private TimeSpan _spentOnPdfs;

    /// <summary>What may still be unpacked.</summary>
    public int UnpackedBytesLeft { get; private set; } = MostUnpackedBytes;

    public bool TakeDocument() => ++_documents <= MostDocuments;

    public void Unpacked(int bytes) => UnpackedBytesLeft = Math.Max(0, UnpackedBytesLeft - bytes);

    /// <summary>The text of a PDF, or null when it cannot be read, or the time for PDFs is used up.</summary>
    public string? TextOfPdf(byte[] data)
    {
        var left = LongestPdfs - _spentOnPdfs;
        if (left <= TimeSpan.Zero)
        {
            return null;
        }

        var start = Stopwatch.GetTimestamp();
        var text = PdfDocuments.TextOf(data, left < LongestPdf ? left : LongestPdf);
        _spentOnPdfs += Stopwatch.GetElapsedTime(start);
        return text;
    }
}
