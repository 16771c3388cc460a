using System.Net;
using System.Text.Json;

namespace Load.Targets;

/// <summary>What the Sandbox's EHR offers to scripts: tokens, and the ids of patients to write for.</summary>
internal sealed class SandboxEhr(HttpClient http, Uri baseUrl)
{
    /// <summary>A clinician who may list patients.</summary>
    private const string Clinician = "dr-lee";

    public Uri TokenUrl => Under("sandbox/token");

    public Uri Under(string path) => new(baseUrl.AbsoluteUri.TrimEnd('/') + "/" + path);

    public static async Task<string> TokenAsync(
        HttpClient http, Uri tokenUrl, string user, string? patient, string client, CancellationToken cancellationToken, string? scope = null)
    {
        var form = new Dictionary<string, string> { ["user"] = user, ["client"] = client };
        if (patient is not null)
        {
            form["patient"] = patient;
        }

        if (scope is not null)
        {
            form["scope"] = scope;
        }

        using var content = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(tokenUrl, content, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new CannotRunException($"{tokenUrl} gave no token for {user}: HTTP {(int)response.StatusCode}.");
        }

        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return answer.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Ids of adults whose record was not merged into another: those may write for themselves.</summary>
    public async Task<IReadOnlyList<string>> AdultsAsync(int count, DateOnly today, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(http, TokenUrl, Clinician, null, "portal", cancellationToken);
        var adults = new List<string>();
        for (Uri? page = Under("fhir/Patient?_count=200"); page is not null && adults.Count < count;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, page) { Headers = { Authorization = new("Bearer", token) } };
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                throw new CannotRunException($"{page} did not list patients: HTTP {(int)response.StatusCode}.");
            }

            using var bundle = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
            adults.AddRange(PatientBundle.Adults(bundle.RootElement, today));
            page = PatientBundle.Next(bundle.RootElement);
        }

        return adults.Count >= count
            ? adults[..count]
            : throw new CannotRunException($"The EHR has {adults.Count} adult patients, {count} were asked for.");
    }
}
