using System.Text.Json.Nodes;
using Gateway.Topics;

namespace Gateway.Tests.Topics;

/// <summary>Topic subscriptions as a client posts them.</summary>
internal static class ASubscription
{
    public static JsonObject To(string topic, string endpoint, params string[] filters)
    {
        var subscription = new JsonObject
        {
            ["resourceType"] = "Subscription",
            ["status"] = "requested",
            ["reason"] = "To know of it.",
            ["criteria"] = $"https://fhirmessaging.org/fhir/SubscriptionTopic/{topic}",
            ["channel"] = new JsonObject { ["type"] = "rest-hook", ["endpoint"] = endpoint, ["payload"] = "application/fhir+json" },
        };
        if (filters.Length > 0)
        {
            subscription["_criteria"] = Extended([.. filters.Select(filter => (Backport.FilterCriteria, "valueString", (JsonNode)filter))]);
        }

        return subscription;
    }

    public static JsonObject Holding(this JsonObject subscription, string content)
    {
        subscription["channel"]!["_payload"] = Extended((Backport.Content, "valueCode", content));
        return subscription;
    }

    public static JsonObject WithHeader(this JsonObject subscription, string header)
    {
        subscription["channel"]!["header"] = new JsonArray(header);
        return subscription;
    }

    /// <summary>With an extension of the channel, as in <c>valueUnsignedInt</c>.</summary>
    public static JsonObject Extending(this JsonObject subscription, string url, string element, JsonNode value)
    {
        var channel = subscription["channel"]!.AsObject();
        var extensions = channel["extension"] as JsonArray ?? [];
        channel["extension"] = extensions;
        extensions.Add(new JsonObject { ["url"] = url, [element] = value });
        return subscription;
    }

    private static JsonObject Extended(params (string Url, string Element, JsonNode Value)[] extensions) => new()
    {
        ["extension"] = new JsonArray([.. extensions.Select(extension => new JsonObject { ["url"] = extension.Url, [extension.Element] = extension.Value })]),
    };
}
