using System.Reflection;
using Microsoft.Identity.Client;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using SmartApp.Launch.Entra;
using SmartApp.Texts;

namespace Gateway.Tests.AddOn;

public sealed class EntraFaultTests
{
    [Theory]
    [InlineData("invalid_client", "AADSTS7000215: Invalid client secret provided.", EntraFault.Setup, "AADSTS7000215")]
    [InlineData("invalid_client", "AADSTS7000222: The provided client secret keys are expired.", EntraFault.Setup, "AADSTS7000222")]
    [InlineData("invalid_grant", "AADSTS65001: The user or administrator has not consented to use the application.", EntraFault.Setup, "AADSTS65001")]
    [InlineData("invalid_resource", "AADSTS500011: The resource principal was not found in the tenant.", EntraFault.Setup, "AADSTS500011")]
    [InlineData("unauthorized_client", "", EntraFault.Setup, "refused")]
    [InlineData("invalid_grant", "AADSTS54005: OAuth2 Authorization code was already redeemed.", EntraFault.Again, "AADSTS54005")]
    [InlineData("invalid_grant", "", EntraFault.Again, "invalid_grant")]
    [InlineData("invalid_grant", "AADSTS50105: The signed in user is not assigned to a role.", EntraFault.NoRole, "AADSTS50105")]
    [InlineData("access_denied", "AADSTS50105: The signed in user is not assigned to a role.", EntraFault.NoRole, "AADSTS50105")]
    [InlineData("invalid_request", "AADSTS50020: User account from identity provider does not exist in tenant.", EntraFault.Tenant, "AADSTS50020")]
    [InlineData("access_denied", "AADSTS65004: User declined to consent.", EntraFault.Denied, "AADSTS65004")]
    [InlineData("access_denied", "", EntraFault.Denied, "access_denied")]
    [InlineData("temporarily_unavailable", "AADSTS90033: A transient error has occurred.", EntraFault.Away, "AADSTS90033")]
    public void What_the_directory_answers_is_told_by_what_helps(string error, string description, string sentence, string code)
    {
        var told = new OpenIdConnectProtocolException("refused") { Data = { ["error"] = error, ["error_description"] = description } };

        Assert.Equal((sentence, code), (EntraFault.Of(told).Sentence, EntraFault.Of(told).Code));
        if (description.Length > 0)
        {
            var refused = new MsalServiceException(error, description);
            Assert.Equal((sentence, code), (EntraFault.Of(refused).Sentence, EntraFault.Of(refused).Code));
        }
    }

    [Fact]
    public void Whatever_else_fails_can_be_begun_again_and_a_directory_that_is_away_later()
    {
        Assert.Equal(EntraFault.Again, EntraFault.Of(null).Sentence);
        Assert.Equal(EntraFault.Again, EntraFault.Of(new InvalidOperationException("Correlation failed.")).Sentence);
        Assert.Equal((503, EntraFault.Away), (EntraFault.Of(new HttpRequestException()).Status, EntraFault.Of(new HttpRequestException()).Sentence));
    }

    [Fact]
    public void Each_sentence_is_there() => Assert.All(
        typeof(EntraFault).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!),
        sentence => Assert.Contains(sentence, Words.Of("en").Keys));
}
