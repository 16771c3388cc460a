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

    /// <summary>Those of an earlier page that are still wanted, and those that were chosen on this one.</summary>
    public static async Task<IReadOnlyList<LetterFile>> ReadAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var files = form[Kept].Select(number => Read(form, $"{Field}.{number}")).OfType<LetterFile>().ToList();
        foreach (var file in form.Files.Where(file => file.Name == Field && file.Length > 0))
        {
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, cancellationToken);
            files.Add(new LetterFile(TypeOf(file.ContentType), Cut(Path.GetFileName(file.FileName)), Convert.ToBase64String(copy.GetBuffer().AsSpan(0, (int)copy.Length))));
        }

        return files;
    }

    /// <summary>The name of the sentence that says what is wrong with them together; null if nothing is.</summary>
    public static string? Complaint(IReadOnlyCollection<LetterFile> files) =>
        files.Count > Most ? "composer.files.many" : files.Sum(file => (long)file.Data.Length) > LargestTogether ? "composer.files.large" : null;

    private static LetterFile? Read(IFormCollection form, string name) =>
        form[$"{name}.data"].ToString() is { Length: > 0 and <= LargestTogether } data && Convert.TryFromBase64String(data, new byte[data.Length], out _)
            ? new LetterFile(TypeOf(form[$"{name}.type"]), Cut(form[$"{name}.title"].ToString()), data)
            : null;

    private static string TypeOf(string? told) => told is { Length: > 0 and <= LongestTitle } ? told : "application/octet-stream";

    private static string Cut(string title) => title.Length <= LongestTitle ? title : title[..LongestTitle];
}
