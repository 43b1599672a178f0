using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Host.Hosting;

/// <summary>Says what runs, where to look and what to try.</summary>
internal static class Banner
{
    public static void Print(WebApplication app)
    {
        var configuration = app.Configuration;
        var roles = Settings.RolesOf(configuration);
        var url = app.Urls.FirstOrDefault() ?? Settings.Urls(configuration);
        var directory = app.Services.GetRequiredService<DirectorySource>().Current;
        Console.WriteLine($"""

            CrossStudyBroker is running.   Ctrl-C ends it.
              Roles        {string.Join(", ", roles)}
              Transport    {Settings.Transport(configuration).Kind}
              Store        {Describe(Settings.Store(configuration))}
              Directory    {Path.GetFullPath(Settings.DirectoryFolder(configuration))} (changes are taken while running)
              Institutions {string.Join(", ", directory.Institutions.Values.OrderBy(institution => institution.Code).Select(institution => $"{institution.Code} {institution.Name.En ?? institution.Name.Fi}"))}
              Networks     {string.Join(", ", directory.Networks.Keys.Order(StringComparer.Ordinal))}
              Health       {url}/health/ready
            """);
        if (!roles.Contains(Roles.Dashboard))
        {
            return;
        }

        Console.WriteLine($"  Desk         {url}");
        Console.WriteLine($"  HTTP API     {url}/v1/messages");
        if (Settings.IsDemonstration(configuration))
        {
            var traffic = roles.Contains(Roles.ReferenceSis) && ReferenceSisSetup.HasTraffic(configuration);
            Console.WriteLine($"""

                {(Settings.HasDemonstrationUsers(configuration) ? "Open the desk in a browser and choose whom to be: the operator, or somebody of an institution who resolves or views." : "")}
                Demonstration keys: {string.Join(", ", directory.Institutions.Keys.Order(StringComparer.Ordinal).Select(DemonstrationKeys.KeyOf))}, {DemonstrationKeys.Operator}
                {(traffic ? "Reference information systems are exchanging messages; a line below tells of each that came to rest. " : "")}Try, in another terminal:
                  curl -s -H 'Authorization: Bearer {DemonstrationKeys.Operator}' '{url}/v1/messages?limit=5'
                  curl -s -H 'Authorization: Bearer {DemonstrationKeys.KeyOf("10065")}' -H 'Content-Type: application/cloudevents+json' \
                       --data @contracts/examples/crossstudy.enrolment.requested.v1/valid-minimal.json {url}/v1/messages
                  dotnet run --project src/CrossStudyBroker.Host -- demo

                """);
        }
    }

    private static string Describe(StoreOptions store) => store.Kind == StoreKind.Sqlite ? $"Sqlite in {Path.GetFullPath(store.Folder)}" : store.Kind.ToString();
}
