using UglyToad.PdfPig;

namespace Gateway.Subjects.Documents;

/// <summary>
/// Text of PDFs. It is read on a thread of its own, few at a time and for a few seconds: the format is a small machine, and whoever
/// writes a file for it must not stop the gateway. What is encrypted, broken, or too much cannot be read.
/// </summary>
internal static class PdfDocuments
{
    private const int DeepestNesting = 64;
    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>A place is given back when its reading ends, however late: files that do not end take these places and nothing else.</summary>
    private static readonly SemaphoreSlim Places = new(Math.Clamp(Environment.ProcessorCount, 2, 8));

    public static bool Starts(ReadOnlySpan<byte> data) => data[..Math.Min(data.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>The lines of the document's first pages; null if it cannot be read in this time. Empty for a scan, which has no text.</summary>
    public static string? TextOf(byte[] data, TimeSpan longest)
    {
        if (!Places.Wait(longest))
        {
            return null;
        }

        string? text = null;
        var deadline = new CancellationTokenSource(longest);
        var thread = new Thread(
            () =>
            {
                try
                {
                    text = Read(data, new PdfBudget(deadline.Token));
                }
                finally
                {
                    Places.Release();
                    deadline.Dispose();
                }
            },
            StackBytes)
        {
            IsBackground = true,
            Name = "pdf",
        };
        thread.Start();
        return thread.Join(longest) ? text : null;
    }

    private static string? Read(byte[] data, PdfBudget budget)
    {
        try
        {
            var options = new ParsingOptions
            {
                UseLenientParsing = true,
                SkipMissingFonts = true,
                MaxStackDepth = DeepestNesting,
                FilterProvider = new PdfFilters(budget),
            };
            if (!PdfCharacterMaps.AreReasonable(data))
            {
                return null;
            }

            using var document = PdfDocument.Open(data, options);
            if (document.IsEncrypted)
            {
                return null;
            }

            document.AddPageFactory<PdfPageText, PdfPageReader>();
            var lines = new List<string>();
            for (var page = 1; page <= Math.Min(document.NumberOfPages, PdfBudget.MostPages); page++)
            {
                lines.Add(PdfLines.Of(document.GetPage<PdfPageText>(page)));
            }

            return budget.IsSpent ? null : string.Concat(lines);
        }
#pragma warning disable CA1031 // A library of this size meets a hostile file with exceptions of any type, and none of them may reach the sender.
        catch (Exception)
        {
            return null;
        }
#pragma warning restore CA1031
    }
}
