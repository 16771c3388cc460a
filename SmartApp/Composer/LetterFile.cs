using Hl7.Fhir.Model;

namespace SmartApp.Composer;

/// <summary>A file that goes with a message. It travels with the page until it is sent, as base64; a draft keeps words alone.</summary>
internal sealed record LetterFile(string Type, string Title, string Data)
{
    /// <summary>How many go with one message.</summary>
    public const int Most = 5;

    /// <summary>All together, in characters of base64: some 3 MB.</summary>
    public const int LargestTogether = 4_000_000;

    public const string Field = "file";
    public const string Kept = "keep";

    private const int LongestTitle = 200;

    public Attachment ToAttachment() => new() { ContentType = Type, Title = Title, Data = Convert.FromBase64String(Data) };

    /// <summary>Those of an earlier page that are still wanted, and those that were chosen on this one, as far as they fit.</summary>
    /// <returns>With the name of the sentence that says why others are left out; null if none is.</returns>
    public static async Task<(IReadOnlyList<LetterFile> Files, string? Objection)> ReadAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var files = new List<LetterFile>();
        string? objection = null;
        foreach (var kept in form[Kept].Distinct().Take(Most).Select(number => Read(form, $"{Field}.{number}")).OfType<LetterFile>())
        {
            Add(kept.Data.Length, () => kept);
        }

        foreach (var file in form.Files.Where(file => file.Name == Field && file.Length > 0))
        {
            using var copy = new MemoryStream();
            // What is too large is left where it is.
            if (file.Length <= LargestTogether)
            {
                await file.CopyToAsync(copy, cancellationToken);
            }

            Add((file.Length + 2) / 3 * 4, () => new LetterFile(
                TypeOf(file.ContentType), Cut(Path.GetFileName(file.FileName)), Convert.ToBase64String(copy.GetBuffer().AsSpan(0, (int)copy.Length))));
        }

        return (files, objection);

        void Add(long characters, Func<LetterFile> made)
        {
            if (files.Count == Most)
            {
                objection = "composer.files.many";
            }
            else if (files.Sum(file => file.Data.Length) + characters > LargestTogether)
            {
                objection = "composer.files.large";
            }
            else
            {
                files.Add(made());
            }
        }
    }

    private static LetterFile? Read(IFormCollection form, string name) =>
        form[$"{name}.data"].ToString() is { Length: > 0 and <= LargestTogether } data && Convert.TryFromBase64String(data, new byte[data.Length], out _)
            ? new LetterFile(TypeOf(form[$"{name}.type"]), Cut(form[$"{name}.title"].ToString()), data)
            : null;

    private static string TypeOf(string? told) => told is { Length: > 0 and <= LongestTitle } ? told : "application/octet-stream";

    private static string Cut(string title) => title.Length <= LongestTitle ? title : title[..LongestTitle];
}
