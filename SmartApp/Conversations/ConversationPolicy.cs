namespace SmartApp.Conversations;

/// <summary>Which messages are one conversation, in which order, and which are found by words. Pure.</summary>
internal static class ConversationPolicy
{
    /// <summary>Conversations, the one with the newest message first; messages in each in the order of their sending.</summary>
    public static IReadOnlyList<Conversation> Of(IReadOnlyCollection<Message> messages)
    {
        var byId = messages.GroupBy(message => message.Id).ToDictionary(same => same.Key, same => same.First());
        return
        [
            .. byId.Values.GroupBy(message => BeginningOf(message, byId))
                .Select(conversation => new Conversation(conversation.Key, [.. conversation.OrderBy(message => message.Sent ?? DateTimeOffset.MinValue).ThenBy(message => message.Id, StringComparer.Ordinal)]))
                .OrderByDescending(conversation => conversation.Latest.Sent ?? DateTimeOffset.MinValue).ThenBy(conversation => conversation.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether each of the words is in what the message says; case and accents make no difference.</summary>
    public static bool Says(Message message, string words)
    {
        var said = Folded(string.Join('\n', message.Texts.Append(message.Topic ?? "").Append(message.Name ?? "").Concat(message.Files)));
        return Folded(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word => said.Contains(word, StringComparison.Ordinal));
    }

    // Who answers in a circle began it somewhere in it.
    private static string BeginningOf(Message message, Dictionary<string, Message> byId)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal);
        var (id, at) = (message.Id, message);
        while (at?.Answers is { } earlier && passed.Add(id))
        {
            (id, at) = (earlier, byId.GetValueOrDefault(earlier));
        }

        return at?.Answers is not null ? passed.Order(StringComparer.Ordinal).First() : id;
    }

    // The product runs without the cultures of its operating system.
    private static string Folded(string text) => string.Create(text.Length, text, static (folded, text) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            folded[index] = char.ToLowerInvariant(text[index]) switch
            {
                'á' or 'à' or 'â' or 'ä' or 'ã' => 'a',
                'é' or 'è' or 'ê' or 'ë' => 'e',
                'í' or 'ì' or 'î' or 'ï' => 'i',
                'ó' or 'ò' or 'ô' or 'ö' or 'õ' => 'o',
                'ú' or 'ù' or 'û' or 'ü' => 'u',
                'ñ' => 'n',
                'ç' => 'c',
                var other => other,
            };
        }
    });
}
