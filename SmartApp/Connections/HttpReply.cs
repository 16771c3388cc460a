namespace SmartApp.Connections;

/// <summary>What came back, or a status that says why nothing did: 401 when the launch has ended, 503 when nobody answered.</summary>
internal sealed record HttpReply(int Status, byte[] Content);
