using System.Net.Http.Headers;
using System.Net.Http.Json;
using Gateway.DeadLetters;
using Load.Targets;

namespace Load.Chaos;

/// <summary>The person who looks after what the EHR refused for good: notes each dead letter, and has it sent again.</summary>
internal sealed class LetterDesk(IReadOnlyList<Uri> replicas, HttpClient http, Uri tokenUrl)
{
    private const int Most = 200;
    private const string Connection = "sandbox";

    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);
    private string? _token;
    private int _turn;

    /// <summary>Messages that became dead letters: they were sent again behind later ones of their charts.</summary>
    public IReadOnlySet<string> Noted => _noted;

    /// <summary>Replays what waits; false while something may still wait, also because no replica could be asked.</summary>
    public async Task<bool> ReplayAsync(CancellationToken cancellationToken)
    {
        try
        {
            _token ??= await SandboxEhr.TokenAsync(http, tokenUrl, "system", null, "interface-desk", cancellationToken, DeadLetterRule.Scope);
            var url = new Uri(replicas[_turn++ % replicas.Count], $"{DeadLetterEndpoints.Path}?count={Most}");
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Authorization = new("Bearer", _token) } };
            using var answer = await http.SendAsync(request, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var page = await answer.Content.ReadFromJsonAsync(DeadLetterJson.Default.DeadLetterListing, cancellationToken);
            if (page!.DeadLetters.Count == 0)
            {
                return true;
            }

            _noted.UnionWith(page.DeadLetters.Select(letter => letter.Message[(letter.Message.IndexOf('/', StringComparison.Ordinal) + 1)..]));
            await ReplayAllAsync(url, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // That replica is starting, or has no store at the moment: another is asked next time.
        }

        return false;
    }

    private async Task ReplayAllAsync(Uri list, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(list, $"{DeadLetterEndpoints.Path}/$replay"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        request.Content = JsonContent.Create(new { filter = new { connection = Connection }, most = Most });
        using var answer = await http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
