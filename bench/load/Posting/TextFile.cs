using System.Text.Json;

namespace Load.Posting;

/// <summary>Reads messages from JSON Lines: one object a line, its words in <c>text</c>.</summary>
internal static class TextFile
{
    public static async Task<List<MessageText>> ReadAsync(string path, string? labelField, CancellationToken cancellationToken)
    {
        var texts = new List<MessageText>();
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                texts.Add(Parse(line, labelField) ?? throw new CannotRunException($"{path}, message {texts.Count + 1}: no JSON object with a string in 'text'."));
            }
        }

        return texts.Count > 0 ? texts : throw new CannotRunException($"{path} holds no message.");
    }

    private static MessageText? Parse(string line, string? labelField)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("text", out var text)
                || text.ValueKind != JsonValueKind.String)
            {
                return null;
            }

            var label = labelField is null ? null : json.RootElement.TryGetProperty(labelField, out var value) ? value.ToString() : "(none)";
            return new MessageText(text.GetString()!, label);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
