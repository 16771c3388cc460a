namespace Gateway.Topics;

/// <summary>One condition on the focus of an event, as in <c>Communication?patient=Patient/1</c>.</summary>
/// <param name="Name">A search parameter of the focus, or a key of the topic.</param>
/// <param name="Value">What it must be; alternatives between commas.</param>
internal sealed record TopicFilter(string Name, string Value);
