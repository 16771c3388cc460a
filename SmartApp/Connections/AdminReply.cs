using System.Text.Json.Nodes;

namespace SmartApp.Connections;

/// <summary>What the gateway answered an operator.</summary>
public sealed record AdminReply(int Status, JsonNode? Json)
{
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>Why not, in the gateway's own sentences, each with its place where it names one.</summary>
    public IEnumerable<(string? Place, string Sentence)> Faults =>
        from issue in Json?["issue"] as JsonArray ?? []
        let sentence = (string?)issue?["details"]?["text"] ?? (string?)issue?["diagnostics"]
        where sentence is not null
        select ((string?)(issue!["expression"] as JsonArray)?.FirstOrDefault(), sentence);
}
