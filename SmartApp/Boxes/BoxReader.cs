using Hl7.Fhir.Model;
using SmartApp.Connections;
using SmartApp.Texts;

namespace SmartApp.Boxes;

/// <summary>Reads the message boxes that the clinic has published, in the reader's language where there is a twin.</summary>
internal sealed class BoxReader(FhirClient fhir, Words words)
{
    public async Task<(IReadOnlyList<Box> Boxes, bool IsAway)> AllAsync(CancellationToken cancellationToken)
    {
        var (all, isAway) = await EachAsync(cancellationToken);
        return (InLanguage(all, words.Language), isAway);
    }

    /// <summary>All of them, in every language.</summary>
    public async Task<(IReadOnlyList<Box> Boxes, bool IsAway)> EachAsync(CancellationToken cancellationToken)
    {
        var reply = await fhir.GetAsync<Bundle>("Questionnaire?status=active&_count=100", cancellationToken);
        return ([.. (reply.Resource?.Entry ?? []).Select(entry => entry.Resource).OfType<Questionnaire>().Select(Read).OfType<Box>()], !reply.IsGood);
    }

    /// <summary>The box of that address, or its twin in the language: the same address with the language behind it, as those that ship have.</summary>
    public static Box? Twin(IReadOnlyCollection<Box> all, string? canonical, string language)
    {
        if (canonical?.Split('|')[0] is not { } asked)
        {
            return null;
        }

        var plain = Words.Languages.Select(known => $"-{known}").FirstOrDefault(asked.EndsWith) is { } end ? asked[..^end.Length] : asked;
        return all.Where(box => LanguageOf(box) == language).FirstOrDefault(box => box.Form.Url == plain || box.Form.Url == $"{plain}-{language}")
            ?? all.FirstOrDefault(box => box.Form.Url == asked);
    }

    public async Task<(Box? Box, bool IsAway)> OneAsync(string id, CancellationToken cancellationToken)
    {
        var reply = await fhir.GetAsync<Questionnaire>($"Questionnaire/{Uri.EscapeDataString(id)}", cancellationToken);
        return (reply.Resource is { } form ? Read(form) : null, reply.IsAway);
    }

    /// <summary>Those in the language; of a purpose that has none in it, those in English.</summary>
    public static IReadOnlyList<Box> InLanguage(IReadOnlyCollection<Box> all, string language)
    {
        var wanted = all.Where(box => LanguageOf(box) == language).ToList();
        return [.. wanted.Concat(all.Where(box => LanguageOf(box) == Words.Languages[0] && !wanted.Exists(other => other.Purpose == box.Purpose))).DistinctBy(box => box.Id).OrderBy(box => box.Title, StringComparer.Ordinal)];
    }

    private static string LanguageOf(Box box) => box.Form.Language?.Split('-')[0] ?? Words.Languages[0];

    private static Box? Read(Questionnaire form) =>
        form.Id is { } id && form.Status is PublicationStatus.Active && form.Code.Exists(code => code.Code == "intake")
            ? new Box(
                id, form.Title ?? form.Name ?? id, form.Description,
                form.UseContext.Select(context => context.Value).OfType<CodeableConcept>().SelectMany(value => value.Coding).FirstOrDefault(coding => coding.System == Terms.Purposes)?.Code)
            {
                Form = form,
            }
            : null;
}
