using Microsoft.EntityFrameworkCore;

namespace Sandbox.Ehr.SignIn;

/// <summary>OpenIddict's own tables: clients, codes, refresh tokens. The model comes from <c>UseOpenIddict</c>.</summary>
internal sealed class OAuthDb(DbContextOptions<OAuthDb> options) : DbContext(options);
