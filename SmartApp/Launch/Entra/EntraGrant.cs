namespace SmartApp.Launch.Entra;

/// <summary>A token for the gateway, and what the next one is had with.</summary>
internal sealed record EntraGrant(string AccessToken, DateTimeOffset Ends, string Scope, EntraAccount Account);
