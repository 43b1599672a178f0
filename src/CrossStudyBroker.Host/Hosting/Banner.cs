using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Says where to look and what to try.</summary>
internal static class Banner
{
    public static void Print(WebApplication app)
    {
        var url = app.Urls.FirstOrDefault() ?? "http://localhost:5080";
        var directory = app.Services.GetRequiredService<DirectorySource>().Current;
        Console.WriteLine($"""

            CrossStudyBroker is running.   Ctrl-C ends it.
              HTTP API     {url}/v1/messages
              Health       {url}/health/ready
              Institutions {string.Join(", ", directory.Institutions.Values.OrderBy(institution => institution.Code).Select(institution => $"{institution.Code} {institution.Name.En ?? institution.Name.Fi}"))}
              Networks     {string.Join(", ", directory.Networks.Keys.Order(StringComparer.Ordinal))}
              Directory    {Path.GetFullPath(Settings.DirectoryFolder(app.Configuration))} (changes are taken while running)
            """);
        if (Settings.IsDemonstration(app.Configuration))
        {
            Console.WriteLine($"""
                  Data         {Path.GetFullPath(app.Configuration.GetSection("Store").Get<StoreOptions>()?.Folder ?? new StoreOptions().Folder)}

                Demonstration keys: {string.Join(", ", directory.Institutions.Keys.Order(StringComparer.Ordinal).Select(DemonstrationKeys.KeyOf))}, {DemonstrationKeys.Operator}
                Three reference information systems are exchanging messages. Try, in another terminal:
                  curl -s -H 'Authorization: Bearer {DemonstrationKeys.Operator}' '{url}/v1/messages?limit=5'
                  curl -s -H 'Authorization: Bearer {DemonstrationKeys.KeyOf("10065")}' -H 'Content-Type: application/cloudevents+json' \
                       --data @contracts/examples/crossstudy.enrolment.requested.v1/valid-minimal.json {url}/v1/messages
                  dotnet run --project src/CrossStudyBroker.Host -- demo

                """);
        }
    }
}
