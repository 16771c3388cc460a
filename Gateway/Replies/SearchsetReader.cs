using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gateway.Connections;
using Gateway.References;

namespace Gateway.Replies;

/// <summary>Reads a page of Communications that an EHR answered. What is not one, or leads elsewhere, is a fault and never skipped silently. Pure.</summary>
internal static class SearchsetReader
{
    public const string Malformed = "answer-malformed";
    public const string Elsewhere = "next-elsewhere";
    public const string FilterIgnored = "search-ignored";

    // Servers that keep whole seconds round what is asked for down.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    /// <param name="answer">The Bundle as UTF-8 JSON.</param>
    /// <param name="since">Nothing older was asked for.</param>
    /// <param name="fhirBase">The EHR's base, ending in a slash: nothing else is asked for further pages.</param>
    public static PageReading Read(ReadOnlyMemory<byte> answer, DateTimeOffset since, Uri fhirBase)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var bundle = document.RootElement;
            if (bundle.Text("resourceType") != "Bundle" || bundle.Text("type") != "searchset")
            {
                return new PageReading.Failed(Malformed);
            }

            var next = bundle.Items("link").Where(link => link.Text("relation") == "next").Select(link => link.Text("url")).FirstOrDefault();
            var address = next is null ? null : AddressOf(next, fhirBase);
            if (next is not null && address is null)
            {
                return new PageReading.Failed(Elsewhere);
            }

            var entries = ImmutableArray.CreateBuilder<EhrEntry>();
            foreach (var resource in bundle.Items("entry").Where(entry => entry.Member("search").Text("mode") is not ("include" or "outcome")).Select(entry => entry.Member("resource")))
            {
                if (resource.Text("resourceType") != "Communication")
                {
                    continue;
                }

                if (resource.Text("id") is not { } id || !FhirId.IsValid(id))
                {
                    return new PageReading.Failed(Malformed);
                }

                entries.Add(EntryOf(id, resource));
            }

            // An EHR that answers everything would have its past taken for news.
            return entries.Any(entry => entry.Updated < since - Rounding)
                ? new PageReading.Failed(FilterIgnored)
                : new PageReading.Page(entries.DrainToImmutable(), address);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return new PageReading.Failed(Malformed);
        }
    }

    private static EhrEntry EntryOf(string id, JsonElement resource)
    {
        var (meta, isOurs) = (resource.Member("meta"), resource.Items("identifier").Any(identifier => identifier.Text("system") is MessageId.System or MessageId.RetractionSystem));
        return new EhrEntry(id, InstantOf(meta.Text("lastUpdated")), meta.Text("versionId"), isOurs, isOurs ? default : Encoding.UTF8.GetBytes(resource.GetRawText()));
    }

    private static DateTimeOffset? InstantOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;

    // The gateway's token goes where this leads.
    private static Uri? AddressOf(string next, Uri fhirBase) =>
        Uri.TryCreate(fhirBase, next, out var address)
        && Uri.Compare(address, fhirBase, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && address.UserInfo.Length == 0
        && $"{address.AbsolutePath.TrimEnd('/')}/".StartsWith(fhirBase.AbsolutePath, StringComparison.Ordinal)
            ? address
            : null;
}
