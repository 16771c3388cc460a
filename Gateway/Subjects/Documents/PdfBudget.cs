namespace Gateway.Subjects.Documents;

/// <summary>What reading one PDF may cost. Whatever goes beyond ends the reading, and the document counts as one that cannot be read.</summary>
internal sealed class PdfBudget(CancellationToken deadline)
{
    public const int MostPages = 30;

    private const int MostBytesInAStream = 4 * 1024 * 1024;
    private const int MostBytes = 32 * 1024 * 1024;
    private const int MostGlyphs = 200_000;
    private const int MostSteps = 2_000_000;

    private int _bytes;
    private int _glyphs;
    private int _steps;

    /// <summary>The library mends what it can and goes on after a fault of ours too, so that it must be asked at the end.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>What a stream may still become when it is unpacked.</summary>
    public int BytesLeft => Math.Min(MostBytesInAStream, MostBytes - _bytes);

    public void UseBytes(int count)
    {
        _bytes += Math.Min(count, MostBytes);
        Check(_bytes <= MostBytes && count <= MostBytesInAStream);
    }

    public void UseGlyph() => Check(++_glyphs <= MostGlyphs);

    public void UseStep() => Check(++_steps <= MostSteps);

    /// <exception cref="PdfRefusedException">Always.</exception>
    public void Refuse() => Check(false);

    private void Check(bool isWithin)
    {
        IsSpent |= !isWithin || deadline.IsCancellationRequested;
        if (IsSpent)
        {
            throw new PdfRefusedException();
        }
    }
}

/// <summary>Ends the reading of a PDF from within the library.</summary>
internal sealed class PdfRefusedException : Exception;
