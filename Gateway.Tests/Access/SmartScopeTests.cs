using Gateway.Access;

namespace Gateway.Tests.Access;

public sealed class SmartScopeTests
{
    [Theory]
    [InlineData("patient/Communication.cruds", "cruds")]
    [InlineData("patient/Communication.rs", "rs")]
    [InlineData("patient/Communication.read", "rs")]
    [InlineData("patient/Communication.write", "cud")]
    [InlineData("patient/Communication.*", "cruds")]
    [InlineData("patient/*.c", "c")]
    [InlineData("user/Communication.c", "")]
    [InlineData("patient/Task.cruds", "")]
    public void A_scope_grants_what_its_letters_say_at_its_level_for_its_type(string text, string letters)
    {
        _ = SmartScope.TryParse(text, out var scope);

        foreach (var (letter, right) in new[] { ('c', ScopeRights.Create), ('r', ScopeRights.Read), ('u', ScopeRights.Update), ('d', ScopeRights.Delete), ('s', ScopeRights.Search) })
        {
            Assert.Equal(letters.Contains(letter, StringComparison.Ordinal), scope.Rights != ScopeRights.None && scope.Allows(ScopeLevel.Patient, "Communication", right));
        }
    }

    [Theory]
    [InlineData("patient/Communication.dus")]
    [InlineData("patient/Communication.cc")]
    [InlineData("patient/Communication.x")]
    [InlineData("patient/Communication.")]
    [InlineData("patient/Communication")]
    [InlineData("Patient/Communication.r")]
    [InlineData("patient.Communication/r")]
    [InlineData("openid")]
    [InlineData("launch/patient")]
    [InlineData("/Communication.r")]
    [InlineData("patient/.r")]
    public void What_is_no_resource_scope_grants_nothing(string text) => Assert.False(SmartScope.TryParse(text, out _));

    [Theory]
    [InlineData("patient/Communication.crs?category=http://example.org|notification", "crs", "category=http://example.org|notification")]
    [InlineData("patient/Communication.r?status=completed&category=a,b", "r", "status=completed&category=a,b")]
    public void A_granular_scope_keeps_what_it_asks(string text, string letters, string query)
    {
        Assert.True(SmartScope.TryParse(text, out var scope));

        Assert.Equal(query, scope.Only!.Query);
        Assert.Equal(letters.Contains('c', StringComparison.Ordinal), scope.Allows(ScopeLevel.Patient, "Communication", ScopeRights.Create));
    }

    [Theory]
    [InlineData("patient/Communication.rs?")]
    [InlineData("patient/Communication.read?status=completed")]
    [InlineData("patient/Communication.*?status=completed")]
    [InlineData("patient/Communication?status=completed.rs")]
    public void A_narrowing_that_is_undefined_grants_nothing(string text) => Assert.False(SmartScope.TryParse(text, out _));
}
