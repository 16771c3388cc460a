namespace Gateway.Subjects.Naming;

/// <summary>Cuts the name of a file, or a caption, into words: at underscores, dashes, points, digits, and where a capital follows a small letter.</summary>
internal static class NameWords
{
    private const int MostWords = 60;
    private const int LongestEnding = 5;

    private static readonly string[] Endings =
    [
        "jpg", "jpeg", "png", "gif", "heic", "heif", "webp", "tif", "tiff", "bmp", "svg", "pdf", "doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "csv", "ppt",
        "pptx", "xml", "json", "html", "htm", "zip", "gz", "mp4", "mov", "avi", "m4a", "mp3", "wav", "dcm", "hl7", "pages", "numbers", "eml", "msg",
    ];

    public static IReadOnlyList<NameWord> Of(string text)
    {
        var name = WithoutEnding(Uri.UnescapeDataString(text));
        var words = new List<NameWord>();
        var start = -1;
        for (var at = 0; at <= name.Length && words.Count < MostWords; at++)
        {
            var isLetter = at < name.Length && (char.IsLetter(name[at]) || char.GetUnicodeCategory(name[at]) is System.Globalization.UnicodeCategory.NonSpacingMark);
            var isCut = isLetter && start >= 0 && char.IsUpper(name[at]) && char.IsLower(name[at - 1]);
            if (start >= 0 && (!isLetter || isCut))
            {
                words.Add(new NameWord(name[start..at], IsBeforeNumber(name, at), IsAfterNumber(name, start)));
                start = -1;
            }

            start = isLetter && start < 0 ? at : start;
        }

        return words;
    }

    private static string WithoutEnding(string name)
    {
        for (var dot = name.LastIndexOf('.'); dot > 0 && name.Length - dot - 1 is > 0 and <= LongestEnding && Endings.Contains(name[(dot + 1)..].ToLowerInvariant()); dot = name.LastIndexOf('.'))
        {
            name = name[..dot];
        }

        return name;
    }

    private static bool IsBeforeNumber(string name, int at)
    {
        var next = at < name.Length && !char.IsLetterOrDigit(name[at]) ? at + 1 : at;
        return next < name.Length && char.IsDigit(name[next]);
    }

    private static bool IsAfterNumber(string name, int start)
    {
        var last = start > 0 && !char.IsLetterOrDigit(name[start - 1]) ? start - 2 : start - 1;
        return last >= 0 && char.IsDigit(name[last]);
    }
}

/// <summary>A word of a file's name, and whether a number stands beside it: "may_2024" is a month.</summary>
internal readonly record struct NameWord(string Spelling, bool IsBeforeNumber, bool IsAfterNumber)
{
    public bool IsCapitalised => char.IsUpper(Spelling[0]) && (Spelling.Length == 1 || Spelling.Any(char.IsLower));
}
