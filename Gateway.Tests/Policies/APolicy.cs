using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Gateway.Policies;

namespace Gateway.Tests.Policies;

/// <summary>Policy documents: the one that ships, with something changed.</summary>
internal static class APolicy
{
    private static readonly string Shipped = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "default.policy.json"));

    public static JsonObject Named(string version) => JsonNode.Parse(Shipped)!.AsObject().Set("/version", version);

    /// <summary>One by which only short messages are taken, of those who have signed.</summary>
    public static JsonObject AskingForASignature(int mostCharacters)
    {
        var document = JsonNode.Parse(Shipped)!.AsObject();
        document["engagement"]!["mostCharacters"] = mostCharacters;
        return document.AskForASignature();
    }

    /// <summary>Has only messages taken of those who have signed.</summary>
    public static JsonObject AskForASignature(this JsonObject document) => document.Set("/engagement/agreement", new JsonObject
    {
        ["version"] = "3",
        ["texts"] = new JsonObject
        {
            ["en"] = new JsonObject { ["title"] = "How we write to each other", ["address"] = "https://clinic.example/rules" },
            ["es"] = new JsonObject { ["title"] = "Cómo nos escribimos", ["address"] = "https://clinic.example/reglas" },
        },
    });

    /// <summary>The document with the member at a JSON Pointer set, or taken away with null; what leads there is made.</summary>
    public static JsonObject Set(this JsonObject document, string pointer, JsonNode? value)
    {
        var steps = pointer.Split('/')[1..].Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        var target = document;
        foreach (var step in steps[..^1])
        {
            target = (target[step] ??= new JsonObject()).AsObject();
        }

        if (value is null)
        {
            target.Remove(steps[^1]);
        }
        else
        {
            target[steps[^1]] = value;
        }

        return document;
    }

    public static OrganisationPolicy Read(this JsonObject document)
    {
        var policy = PolicyDocument.Read(document, out var faults);
        Assert.Empty(faults);
        return policy!;
    }

    public static ImmutableArray<PolicyFault> Faults(this JsonObject document)
    {
        Assert.Null(PolicyDocument.Read(document, out var faults));
        return faults;
    }
}
