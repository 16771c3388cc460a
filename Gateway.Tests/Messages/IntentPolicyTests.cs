using Gateway.Messages;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Messages;

public sealed class IntentPolicyTests
{
    [Theory]
    [InlineData("Lisinopril 20 mg\n\nCVS on Main Street", "refill", nameof(Intent.Refill))]
    [InlineData("Thank you!", "billing-or-forms", nameof(Intent.BillingOrForms))]
    [InlineData("It began on Monday.", "new-symptom", nameof(Intent.NewSymptom))]
    [InlineData("Please renew my lisinopril.", null, nameof(Intent.Refill))]
    public void A_box_says_what_its_messages_are_for(string text, string? topic, string first) =>
        Assert.Equal(first, IntentPolicy.Intents(TriageReader.Read(text), About(topic))[0].ToString());

    [Theory]
    [InlineData("Lisinopril. Since Monday I have a rash and my face is swollen.", "refill")]
    [InlineData("I have a bad cough and fever since yesterday, what should I do?", "billing-or-forms")]
    public void A_symptom_in_the_box_of_an_errand_is_a_symptom_with_an_errand(string text, string topic)
    {
        var intents = IntentPolicy.Intents(TriageReader.Read(text), About(topic));

        Assert.Contains(Intent.NewSymptom, intents);
        Assert.True(intents.Length > 1);
    }

    private static Communication About(string? topic) => new()
    {
        Topic = topic is null ? null : new CodeableConcept("https://fhirmessaging.org/fhir/CodeSystem/recipient-purpose", topic),
    };
}
