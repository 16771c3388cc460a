using Gateway.Connections;

namespace Gateway.Tests.Connections;

/// <summary>What a connector could not map is refused at the start, with the setting.</summary>
public sealed class ConnectorRulesTests
{
    [Fact]
    public void Each_kind_with_what_it_needs_is_taken()
    {
        Assert.Empty(ConnectorRules.Check(With(EhrKind.Generic)));
        Assert.Empty(ConnectorRules.Check(With(EhrKind.Epic)));
        Assert.Empty(ConnectorRules.Check(With(EhrKind.Oracle, Complete())));
    }

    [Fact]
    public void A_generic_EHR_may_take_updates() => Assert.Empty(ConnectorRules.Check(With(EhrKind.Generic, scope: "system/Communication.crus")));

    [Theory]
    [InlineData("system/*.rs system/Communication.crus")]
    [InlineData("system/Communication.cruds?category=x")]
    public void An_EHR_without_updates_is_not_asked_for_them(string scope) =>
        Assert.Equal([nameof(EhrOptions.Scope)], ConnectorRules.Check(With(EhrKind.Epic, scope: scope)).Select(complaint => complaint.Setting));

    [Fact]
    public void Settings_of_another_kind_are_a_mistake()
    {
        Assert.Equal([nameof(EhrOptions.Oracle)], ConnectorRules.Check(With(EhrKind.Epic, Complete())).Select(complaint => complaint.Setting));
        Assert.Equal([nameof(EhrOptions.Oracle)], ConnectorRules.Check(With(EhrKind.Oracle)).Select(complaint => complaint.Setting));
    }

    [Fact]
    public void All_that_is_missing_for_Oracle_is_said() => Assert.Equal(
        [nameof(OracleOptions.Sender), nameof(OracleOptions.DefaultRecipient), nameof(OracleOptions.PatientMessages)],
        ConnectorRules.Check(With(EhrKind.Oracle, new OracleOptions())).Select(complaint => complaint.Setting));

    [Theory]
    [InlineData("CareTeam/pool", "CareTeam/pool")]
    [InlineData("CareTeam/pool", "refills")]
    [InlineData("the pool", "Group/refills")]
    public void A_recipient_leads_to_a_Practitioner_or_a_Group(string from, string to)
    {
        var oracle = Complete();
        oracle.Recipients = new() { [from] = to };

        Assert.Equal([nameof(OracleOptions.Recipients)], ConnectorRules.Check(With(EhrKind.Oracle, oracle)).Select(complaint => complaint.Setting));
    }

    [Theory]
    [InlineData("https://elsewhere.example/patient-messages")]
    [InlineData("http://ehr.example/patient-messages")]
    [InlineData("https://ehr.example:8443/patient-messages")]
    public void The_gateways_token_goes_to_no_other_server(string door)
    {
        var oracle = Complete();
        oracle.PatientMessages = new Uri(door);

        Assert.Equal([nameof(OracleOptions.PatientMessages)], ConnectorRules.Check(With(EhrKind.Oracle, oracle)).Select(complaint => complaint.Setting));
    }

    [Theory]
    [InlineData("Epic", "within one patient")]
    [InlineData("Oracle", "by one recipient")]
    [InlineData("Hl7v2", "takes documents")]
    public void What_has_changed_cannot_be_asked_of_an_EHR_without_that_search(string kind, string why)
    {
        var ehrKind = Enum.Parse<EhrKind>(kind);
        var options = With(ehrKind, ehrKind == EhrKind.Oracle ? Complete() : null);
        options.Hl7v2 = ehrKind == EhrKind.Hl7v2 ? Hl7v2RulesTests.Complete() : null;
        Assert.False(options.ReadsReplies);

        options.Replies.Enabled = true;

        var (setting, complaint) = Assert.Single(ConnectorRules.Check(options));
        Assert.Equal(nameof(EhrOptions.Replies), setting);
        Assert.Contains(why, complaint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_generic_EHR_is_read_for_replies_unless_it_is_said_not_to_be()
    {
        var options = With(EhrKind.Generic);
        Assert.True(options.ReadsReplies);

        options.Replies.Enabled = false;

        Assert.False(options.ReadsReplies);
        Assert.Empty(ConnectorRules.Check(options));
    }

    private static OracleOptions Complete() => new()
    {
        Sender = "Practitioner/gateway",
        DefaultRecipient = "Group/front-desk",
        Recipients = new() { ["CareTeam/pool-refill"] = "Group/refills" },
        PatientMessages = new Uri("https://ehr.example/patient-messages"),
    };

    private static EhrOptions With(EhrKind kind, OracleOptions? oracle = null, string scope = "system/*.rs system/Communication.crs") =>
        new() { FhirBase = new Uri("https://ehr.example/fhir"), Connector = kind, Oracle = oracle, Scope = scope };
}
