-- Made of expression.py by tools/weekly_sql.py; “make test-distributed” holds them equal.
WITH "t12" AS NOT MATERIALIZED (
  SELECT
    "t3"."id",
    "t3"."slot",
    "t3"."named",
    "t3"."language",
    "t3"."channel",
    UNNEST("t3"."tags") AS "tag"
  FROM "placed" AS "t3"
), "t18" AS NOT MATERIALIZED (
  SELECT
    "t9"."tag",
    "t9"."slot",
    "t9"."language",
    "t9"."channel",
    "t9"."tickets",
    "t4"."weeks_ago",
    "t4"."since",
    "t4"."until",
    "t6"."tag" AS "tag_of_rule",
    "t6"."topic",
    "t6"."since" AS "since_of_rule",
    "t6"."until" AS "until_of_rule",
    "t6"."shared"
  FROM (
    SELECT
      "t0"."tag",
      "t0"."slot",
      "t0"."language",
      "t0"."channel",
      "t0"."tickets"
    FROM "part" AS "t0"
  ) AS "t9"
  INNER JOIN "slot" AS "t4"
    ON "t9"."slot" = "t4"."slot"
  LEFT OUTER JOIN "rule" AS "t6"
    ON "t9"."tag" = "t6"."tag"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      'all' AS "measure",
      "t4"."weeks_ago",
      '' AS "topic",
      "t9"."language",
      "t9"."channel",
      "t9"."tickets"
    FROM (
      SELECT
        "t0"."tag",
        "t0"."slot",
        "t0"."language",
        "t0"."channel",
        "t0"."tickets"
      FROM "part" AS "t0"
    ) AS "t9"
    INNER JOIN "slot" AS "t4"
      ON "t9"."slot" = "t4"."slot"
  ) AS "t17"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t29"."weeks_ago",
        CASE
          WHEN COALESCE("t29"."tag_of_rule", '') = ''
          THEN "t29"."tag"
          ELSE "t29"."topic"
        END AS "topic",
        "t29"."language",
        "t29"."channel",
        "t29"."tickets"
      FROM (
        SELECT
          "t24"."slot",
          "t24"."tag",
          "t24"."language",
          "t24"."channel",
          "t24"."tickets",
          "t4"."weeks_ago",
          "t4"."since",
          "t4"."until",
          "t6"."tag" AS "tag_of_rule",
          "t6"."topic",
          "t6"."since" AS "since_of_rule",
          "t6"."until" AS "until_of_rule",
          "t6"."shared"
        FROM (
          SELECT
            "t15"."slot",
            "t15"."tag",
            "t15"."language",
            "t15"."channel",
            0 - -(
              COUNT(*)
            ) AS "tickets"
          FROM "t12" AS "t15"
          GROUP BY
            1,
            2,
            3,
            4
        ) AS "t24"
        INNER JOIN "slot" AS "t4"
          ON "t24"."slot" = "t4"."slot"
        LEFT OUTER JOIN "rule" AS "t6"
          ON "t24"."tag" = "t6"."tag"
      ) AS "t29"
      WHERE
        (
          COALESCE("t29"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t29"."topic" <> ''
          )
          AND (
            (
              "t29"."since" >= "t29"."since_of_rule"
            )
            AND (
              "t29"."since" < "t29"."until_of_rule"
            )
          )
          AND NOT (
            "t29"."shared"
          )
        )
    ) AS "t39"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t34"."weeks_ago",
        "t34"."topic",
        "t34"."language",
        "t34"."channel",
        "t34"."tickets"
      FROM (
        SELECT
          "t26"."weeks_ago",
          "t26"."topic",
          "t26"."language",
          "t26"."channel",
          0 - -(
            COUNT(*)
          ) AS "tickets"
        FROM (
          SELECT DISTINCT
            "t22"."id",
            "t22"."weeks_ago",
            "t22"."topic",
            "t22"."language",
            "t22"."channel"
          FROM (
            SELECT
              "t16"."id",
              "t16"."slot",
              "t16"."named",
              "t16"."language",
              "t16"."channel",
              "t16"."tag",
              "t11"."topic",
              "t11"."since_of_rule",
              "t11"."until_of_rule",
              "t11"."shared",
              "t5"."weeks_ago",
              "t5"."since",
              "t5"."until"
            FROM "t12" AS "t16"
            INNER JOIN (
              SELECT
                "t2"."tag",
                "t2"."topic",
                "t2"."since" AS "since_of_rule",
                "t2"."until" AS "until_of_rule",
                "t2"."shared"
              FROM "rule" AS "t2"
              WHERE
                "t2"."shared"
            ) AS "t11"
              ON "t16"."tag" = "t11"."tag"
            INNER JOIN "slot" AS "t5"
              ON "t16"."slot" = "t5"."slot"
          ) AS "t22"
          WHERE
            "t22"."since" >= "t22"."since_of_rule" AND "t22"."since" < "t22"."until_of_rule"
        ) AS "t26"
        GROUP BY
          1,
          2,
          3,
          4
      ) AS "t34"
    ) AS "t37"
  ) AS "t40"
) AS "t42"
UNION ALL
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t28"."measure",
        "t4"."weeks_ago",
        '' AS "topic",
        "t28"."language",
        "t28"."channel",
        "t28"."tickets"
      FROM (
        SELECT
          "t19"."slot",
          "t19"."language",
          "t19"."channel",
          "t19"."tickets",
          UNNEST(
            CASE
              WHEN "t19"."tagged"
              THEN CAST(['exposure', 'all'] AS TEXT[])
              ELSE CAST(['all'] AS TEXT[])
            END
          ) AS "measure"
        FROM (
          SELECT
            "t13"."slot",
            "t13"."tagged",
            "t13"."language",
            "t13"."channel",
            0 - -(
              COUNT(*)
            ) AS "tickets"
          FROM (
            SELECT
              "t3"."id",
              "t3"."slot",
              "t3"."tags",
              "t3"."named",
              "t3"."language",
              "t3"."channel",
              "t3"."named" > 0 AS "tagged"
            FROM "placed" AS "t3"
          ) AS "t13"
          GROUP BY
            1,
            2,
            3,
            4
        ) AS "t19"
      ) AS "t28"
      INNER JOIN "slot" AS "t4"
        ON "t28"."slot" = "t4"."slot"
    ) AS "t35"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t38"."weeks_ago",
        '' AS "topic",
        "t38"."language",
        "t38"."channel",
        "t38"."tickets"
      FROM (
        SELECT
          "t36"."weeks_ago",
          "t36"."language",
          "t36"."channel",
          -(
            COUNT(*)
          ) AS "tickets"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t27"."id",
              "t27"."weeks_ago",
              "t27"."named",
              "t27"."language",
              "t27"."channel",
              COUNT(*) AS "idle"
            FROM (
              SELECT
                *
              FROM (
                SELECT
                  "t16"."id",
                  "t16"."slot",
                  "t16"."named",
                  "t16"."language",
                  "t16"."channel",
                  "t16"."tag",
                  "t14"."topic",
                  "t14"."since_of_rule",
                  "t14"."until_of_rule",
                  "t14"."shared",
                  "t5"."weeks_ago",
                  "t5"."since",
                  "t5"."until"
                FROM "t12" AS "t16"
                INNER JOIN (
                  SELECT
                    "t2"."tag",
                    "t2"."topic",
                    "t2"."since" AS "since_of_rule",
                    "t2"."until" AS "until_of_rule",
                    "t2"."shared"
                  FROM "rule" AS "t2"
                  WHERE
                    "t2"."topic" = ''
                ) AS "t14"
                  ON "t16"."tag" = "t14"."tag"
                INNER JOIN "slot" AS "t5"
                  ON "t16"."slot" = "t5"."slot"
              ) AS "t23"
              WHERE
                "t23"."since" >= "t23"."since_of_rule" AND "t23"."since" < "t23"."until_of_rule"
            ) AS "t27"
            GROUP BY
              1,
              2,
              3,
              4,
              5
          ) AS "t32"
          WHERE
            "t32"."idle" = "t32"."named"
        ) AS "t36"
        GROUP BY
          1,
          2,
          3
      ) AS "t38"
    ) AS "t41"
  ) AS "t43"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        'topic' AS "measure",
        "t20"."weeks_ago",
        CASE
          WHEN COALESCE("t20"."tag_of_rule", '') = ''
          THEN "t20"."tag"
          ELSE "t20"."topic"
        END AS "topic",
        "t20"."language",
        "t20"."channel",
        "t20"."tickets"
      FROM "t18" AS "t20"
      WHERE
        (
          COALESCE("t20"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t20"."topic" <> ''
          )
          AND (
            (
              "t20"."since" >= "t20"."since_of_rule"
            )
            AND (
              "t20"."since" < "t20"."until_of_rule"
            )
          )
        )
    ) AS "t30"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        'exposure' AS "measure",
        "t20"."weeks_ago",
        '' AS "topic",
        "t20"."language",
        "t20"."channel",
        "t20"."tickets"
      FROM "t18" AS "t20"
      WHERE
        (
          COALESCE("t20"."tag_of_rule", '') = ''
        )
        OR (
          (
            "t20"."topic" <> ''
          )
          AND (
            (
              "t20"."since" >= "t20"."since_of_rule"
            )
            AND (
              "t20"."since" < "t20"."until_of_rule"
            )
          )
        )
    ) AS "t31"
  ) AS "t33"
) AS "t44"
