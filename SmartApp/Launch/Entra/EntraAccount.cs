namespace SmartApp.Launch.Entra;

/// <summary>What the next token of an administrator is had with.</summary>
/// <param name="ObjectId">The account in its home directory, which for guests is another.</param>
/// <param name="TenantId">That directory.</param>
/// <param name="Tokens">What Microsoft's library keeps of this launch alone, the refresh token among it.</param>
internal sealed record EntraAccount(string ObjectId, string TenantId, byte[] Tokens);
